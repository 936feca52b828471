package org.anamnesis.standalone.signin;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.access.AccessGrants;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Role;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Gives outside bodies what their programs get tokens with. */
@RestController
@WithOwnIssuer
final class BoardController {

    private static final Set<Role> GRANTING = EnumSet.of(Role.PRIVACY_OFFICER);

    private final AccessGrants grants;
    private final BoardClients boards;
    private final Installation installation;

    BoardController(BoardClients boards, @Qualifier("commands") DataSource commands, Installation installation) {
        this.grants = new AccessGrants(JdbcClient.create(commands));
        this.boards = boards;
        this.installation = installation;
    }

    /** What a program gets tokens with, by the OAuth 2 grant {@code client_credentials}; the secret is shown this once. */
    record BoardCredentials(String clientId, String secret, String tokenUrl) {}

    /** Makes the credentials of a grant's program. Those it had before hold no longer. */
    @PostMapping("/api/v1/access-grants/{grantId}/credentials")
    BoardCredentials giveCredentials(@PathVariable UUID grantId) {
        var actor = Actor.current(installation);
        actor.as(GRANTING);
        var grant = grants.find(actor.clinic(), grantId).orElseThrow(() -> Problem.unknown("grantId"));
        if (grant.state().isFinal()) {
            throw StaffController.refused("ILLEGAL_STATE", "the grant is over or was ended");
        }
        return new BoardCredentials(
                BoardClients.name(grantId),
                boards.admit(grantId, actor.id()),
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/oauth2/token")
                        .toUriString());
    }
}
