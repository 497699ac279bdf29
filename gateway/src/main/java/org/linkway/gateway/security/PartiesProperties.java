package org.linkway.gateway.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linkway.gateway.security.RegisteredParty.Channel;
import org.linkway.workflow.Party;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The parties that stand in the configuration; others are registered by operators.
 *
 * @param parties each under its id
 */
@Validated
@ConfigurationProperties("linkway")
public record PartiesProperties(@DefaultValue @NotNull Map<String, @Valid Settings> parties) {

    /** One party: as {@link RegisteredParty}, with its key set as JSON ({@code jwks}) or in a file ({@code jwksFile}). */
    public record Settings(
            @NotNull Party.Kind kind,
            @NotBlank String name,
            @DefaultValue("true") boolean active,
            @DefaultValue @NotNull Set<String> odsCodes,
            @DefaultValue @NotNull Set<String> scopes,
            Optional<String> jwks,
            // Spring makes no Path within an Optional.
            Optional<String> jwksFile,
            Optional<URI> jwksUri,
            @DefaultValue @NotNull Set<String> clientIds,
            @DefaultValue @NotNull Set<String> certificates,
            @DefaultValue("false") boolean certificateAlone,
            @DefaultValue @NotNull Set<String> services,
            @DefaultValue @NotNull Map<Channel, String> endpoints,
            Optional<String> access) {

        RegisteredParty under(String id) {
            return new RegisteredParty(
                    id,
                    kind,
                    name,
                    active,
                    odsCodes,
                    scopes,
                    jwks.or(() -> jwksFile.map(Path::of).map(file -> read(id, file))),
                    jwksUri,
                    clientIds,
                    certificates,
                    certificateAlone,
                    services,
                    endpoints,
                    access);
        }

        private static String read(String id, Path file) {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new IllegalStateException(
                        "linkway.parties." + id + ".jwks-file: " + file + " cannot be read.", unreadable);
            }
        }
    }
}
