package org.linkway.gateway.audit;

import java.util.List;
import java.util.UUID;
import org.linkway.referral.PersonView;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.workflow.Delivery;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Notes of which referrals an answer of the local API says something. */
@RestControllerAdvice
class ShownReferrals implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object beforeBodyWrite(
            Object body,
            MethodParameter returned,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        AuditNotes.current().ifPresent(notes -> notes.shownReferrals(about(body)));
        return body;
    }

    private static List<UUID> about(Object body) {
        if (body instanceof AboutReferrals answer) {
            return answer.about();
        }
        if (body instanceof Referral referral) {
            return List.of(referral.id());
        }
        if (body instanceof PersonView view) {
            return List.of(view.referral());
        }
        if (body instanceof Delivery delivery) {
            return List.of(delivery.referralId());
        }
        return body instanceof RecordEntry entry ? List.of(entry.referralId()) : List.of();
    }
}
