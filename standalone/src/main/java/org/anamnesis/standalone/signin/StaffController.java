package org.anamnesis.standalone.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.events.web.Role;
import org.anamnesis.query.support.Page;
import org.anamnesis.standalone.signin.Accounts.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invites those who work here, locks them out, and lets them leave. */
@RestController
@WithOwnIssuer
final class StaffController {

    private static final Set<Role> KEEPERS = EnumSet.of(Role.RECORDS_OFFICER, Role.OPERATOR);
    private static final String THE_PRACTICE = "policy"; // as the history has it when nobody acts
    private static final Duration INVITATION = Duration.ofDays(3);

    private final Accounts accounts;
    private final Installation installation;
    private final Clock clock;
    private final boolean isDemo;

    StaffController(Accounts accounts, Installation installation, Clock clock, Environment environment) {
        this.accounts = accounts;
        this.installation = installation;
        this.clock = clock;
        this.isDemo = environment.matchesProfiles("demo");
    }

    /** Somebody who is to have an account: what they sign in with, and in which roles they act. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewAccount(@Nullable String name, @Nullable List<String> roles) {}

    /** An invitation, shown this once: whoever has it chooses the account's password. */
    record Invitation(String name, List<String> roles, String invitation, Instant expires) {}

    /** The accounts, by name. */
    @GetMapping("/api/v1/staff")
    Page<Account> staff() {
        keeper();
        return new Page<>(accounts.all(), null);
    }

    /** Makes an account. The invitation goes to its person, who chooses a password with it within 72 hours. */
    @PostMapping("/api/v1/staff")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Invitation> inviteStaff(@RequestBody(required = false) @Nullable NewAccount sent) {
        var by = keeper().id(); // before anything is said about the body
        var asked = sent == null ? new NewAccount(null, null) : sent;
        var name = name(asked);
        var roles = roles(asked);
        if (!accounts.make(name, roles, by, isDemo)) {
            throw refused("ALREADY_EXISTS", "there is an account of this name");
        }
        return ResponseEntity.created(URI.create("/api/v1/staff")).body(invitation(name, roles));
    }

    /** Invites somebody again who has lost password or one-time codes. The old ones hold no longer. */
    @PostMapping("/api/v1/staff/{name}/invite")
    Invitation inviteStaffAgain(@PathVariable String name) {
        var account = othersAccount(name);
        return invitation(account.name(), account.roles());
    }

    /** Locks an account: what is open ends at once, and nobody signs in to it. */
    @PostMapping("/api/v1/staff/{name}/lock")
    Account lockStaff(@PathVariable String name) {
        return change(name, accounts::lock);
    }

    /** Unlocks an account. */
    @PostMapping("/api/v1/staff/{name}/unlock")
    Account unlockStaff(@PathVariable String name) {
        return change(name, accounts::unlock);
    }

    /** Closes the account of somebody who leaves, for good. What is open ends at once. */
    @PostMapping("/api/v1/staff/{name}/leave")
    Account leaveStaff(@PathVariable String name) {
        return change(name, accounts::leave);
    }

    private Account change(String name, Consumer<String> change) {
        change.accept(othersAccount(name).name());
        return accounts.find(name).orElseThrow();
    }

    private Invitation invitation(String name, List<String> roles) {
        var until = clock.instant().plus(INVITATION);
        return new Invitation(name, roles, accounts.invite(name, until), until);
    }

    /** An account that its keeper does not sign in with, so that nobody shuts the door behind themselves. */
    private Account othersAccount(String name) {
        var by = keeper().id();
        var account = accounts.find(name).orElseThrow(() -> Problem.unknown("name"));
        if (account.name().equals(by)) {
            throw refused("OWN_ACCOUNT", "somebody else has to do this to your account");
        }
        if (account.state() == Accounts.State.LEFT) {
            throw refused("ILLEGAL_STATE", "its person has left");
        }
        return account;
    }

    private Actor keeper() {
        var actor = Actor.current(installation);
        actor.as(KEEPERS);
        return actor;
    }

    private static String name(NewAccount asked) {
        var name = asked.name();
        if (name == null || !Accounts.NAME.matcher(name).matches() || name.equals(THE_PRACTICE)) {
            throw Problem.malformed(
                    "/name",
                    "1 to 63 lower-case letters, digits, dots, hyphens or underscores are expected, and not "
                            + THE_PRACTICE);
        }
        return name;
    }

    private static List<String> roles(NewAccount asked) {
        var known = Arrays.stream(Role.values())
                .filter(Role::isOfStaff)
                .map(Role::written)
                .toList();
        var roles = asked.roles() == null ? List.<String>of() : new ArrayList<>(asked.roles());
        if (roles.isEmpty() || !known.containsAll(roles)) {
            throw Problem.malformed("/roles", "one or more of " + String.join(", ", known) + " are expected");
        }
        return roles.stream().distinct().toList();
    }

    static Problem refused(String code, String detail) {
        return new Problem(
                ProblemType.REFUSED,
                "See the entries under refusals.",
                Map.of("refusals", List.of(Map.of("code", code, "detail", detail))));
    }
}
