package org.linkway.gateway.sandbox.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the record: kept as JSON, beside the few values that it is searched by. */
final class RecordShelf {
    private final FhirContext fhir;
    private final FhirTerser terser;
    private final JdbcClient jdbc;

    RecordShelf(FhirContext fhir, JdbcClient jdbc) {
        this.fhir = fhir;
        this.terser = fhir.newTerser();
        this.jdbc = jdbc;
    }

    /** What is searched for; each criterion that is there must hold. */
    record Criteria(Optional<String> nhsNumber, Optional<Token> identifier, Optional<Token> code) {
        static Criteria identifiedBy(Token identifier) {
            return new Criteria(Optional.empty(), Optional.of(identifier), Optional.empty());
        }
    }

    Optional<Resource> read(RecordType type, String id) {
        return jdbc.sql("select json from sandbox_record_resource where type = :type and id = :id")
                .param("type", type.fhirName())
                .param("id", id)
                .query(String.class)
                .optional()
                .map(this::parse);
    }

    /** Whose record it stands in. */
    Optional<String> nhsNumberOf(String type, String id) {
        return jdbc.sql("select nhs_number from sandbox_record_resource where type = :type and id = :id")
                .param("type", type)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** In the order in which they were written. */
    List<Resource> search(RecordType type, Criteria criteria) {
        List<String> conditions = new ArrayList<>(List.of("r.type = :type"));
        Map<String, Object> params = new HashMap<>(Map.of("type", type.fhirName()));
        criteria.nhsNumber().ifPresent(number -> {
            conditions.add("r.nhs_number = :nhsNumber");
            params.put("nhsNumber", number);
        });
        criteria.identifier().ifPresent(token -> conditions.add(carries("identifier", token, params)));
        criteria.code().ifPresent(token -> conditions.add(carries("code", token, params)));
        return jdbc
                .sql("select json from sandbox_record_resource r where " + String.join(" and ", conditions)
                        + " order by r.ordinal")
                .params(params)
                .query(String.class)
                .list()
                .stream()
                .map(this::parse)
                .toList();
    }

    private static String carries(String parameter, Token token, Map<String, Object> params) {
        String value = parameter + "Value";
        String system = parameter + "System";
        params.put(value, token.value());
        token.system().ifPresent(it -> params.put(system, it));
        return "exists (select 1 from sandbox_record_token t where t.type = r.type and t.id = r.id and t.parameter = '"
                + parameter + "' and t.token_value = :" + value
                + (token.system().isPresent() ? " and t.token_system = :" + system : "") + ")";
    }

    /**
     * Puts it there, or in place of what has its id.
     *
     * @param resource with the id it gets
     * @param ifNoneExist the condition of a conditional create
     * @throws org.springframework.dao.DuplicateKeyException when another create under this condition was first
     */
    void put(RecordType type, Resource resource, String nhsNumber, Optional<String> ifNoneExist) {
        String id = resource.getIdElement().getIdPart();
        long version = read(type, id).map(RecordShelf::version).orElse(0L) + 1;
        resource.getMeta().setVersionId(Long.toString(version));
        if (version == 1) {
            jdbc.sql("""
                            insert into sandbox_record_resource (type, id, nhs_number, if_none_exist, json)
                            values (:type, :id, :nhsNumber, :ifNoneExist, :json)""")
                    .param("type", type.fhirName())
                    .param("id", id)
                    .param("nhsNumber", nhsNumber)
                    .param("ifNoneExist", ifNoneExist.orElse(null))
                    .param("json", fhir.newJsonParser().encodeResourceToString(resource))
                    .update();
        } else {
            replace(type, resource, id);
        }
        type.identifiers(terser, resource)
                .forEach(it -> putToken(type, id, "identifier", it.getSystem(), it.getValue()));
        type.codes(terser, resource).forEach(it -> putToken(type, id, "code", it.getSystem(), it.getCode()));
    }

    private void replace(RecordType type, Resource resource, String id) {
        jdbc.sql("update sandbox_record_resource set json = :json where type = :type and id = :id")
                .param("type", type.fhirName())
                .param("id", id)
                .param("json", fhir.newJsonParser().encodeResourceToString(resource))
                .update();
        jdbc.sql("delete from sandbox_record_token where type = :type and id = :id")
                .param("type", type.fhirName())
                .param("id", id)
                .update();
    }

    private static long version(Resource standing) {
        return standing.getMeta().hasVersionId()
                ? Long.parseLong(standing.getMeta().getVersionId())
                : 1;
    }

    /** As {@code If-Match} names the version. */
    static String etag(Resource standing) {
        return "W/\"" + version(standing) + "\"";
    }

    private void putToken(RecordType type, String id, String parameter, String system, String value) {
        if (value == null) {
            return;
        }
        jdbc.sql("""
                        insert into sandbox_record_token (type, id, parameter, token_system, token_value)
                        values (:type, :id, :parameter, :system, :value)""")
                .param("type", type.fhirName())
                .param("id", id)
                .param("parameter", parameter)
                .param("system", system == null ? "" : system)
                .param("value", value)
                .update();
    }

    private Resource parse(String json) {
        return (Resource) fhir.newJsonParser().parseResource(json);
    }
}
