package org.anamnesis.cli;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command works with, and as whom. */
final class ServerOptions {

    @Option(
            names = "--to",
            defaultValue = "http://localhost:8080",
            description = "The server's address (default: ${DEFAULT-VALUE}).")
    private URI to = URI.create("");

    @Option(
            names = "--client",
            paramLabel = "<client>:<secret>",
            description = "The program client with the role that is needed, and its secret (default: the environment"
                    + " variable ANAMNESIS_CLIENT, else the demo's).")
    private @Nullable String client;

    @Option(
            names = "--token-url",
            paramLabel = "<url>",
            description = "Where the client's access tokens are to be had (default: /oauth2/token of the server, which"
                    + " the demo has; else your issuer's token endpoint).")
    private @Nullable URI tokenUrl;

    /**
     * The server.
     *
     * @param role the one that is needed; the demo has a client of that name
     */
    Server server(String role, Duration patience) {
        var account = client == null ? System.getenv().getOrDefault("ANAMNESIS_CLIENT", role + ":demo") : client;
        return new Server(to, tokenUrl == null ? to.resolve("/oauth2/token") : tokenUrl, account, patience);
    }
}
