package org.anamnesis.command.governance.rules;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.governance.RuleLayer;
import org.anamnesis.events.governance.RuleProfileId;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Problem.Fault;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of the rules that a practice goes by. */
sealed interface RuleProfileCommand extends Command {

    RuleProfileId ruleProfileId();

    @Override
    default RuleProfileId aggregate() {
        return ruleProfileId();
    }

    @Override
    default @Nullable Regarding regarding() {
        return null;
    }

    @Override
    default Set<Role> permitted() {
        return By.RECORDS;
    }

    /**
     * The practice writes rules down. They take the place of any other version of the same name; what they leave out holds
     * as another layer has it, else as the house first had it.
     *
     * @param effectiveFrom the first moment, or day, at which they hold
     * @param parameters a value for each rule, by its name
     * @param sources where a rule comes from, by its name
     * @param overrides the names of rules that hold as they stand here, though a lower layer is stricter
     */
    record PublishRuleProfile(
            @MadeIfAbsent @TargetAggregateIdentifier RuleProfileId ruleProfileId,

            @Pattern(regexp = "[a-z][a-z0-9-]{0,39}", message = "up to 40 small letters, digits and - are expected")
            String name,

            @Min(1) @Max(100_000) int version,
            RuleLayer layer,

            @Nullable @Pattern(regexp = WORDS, message = WORDS_EXPECTED)
            String title,

            @Nullable Jurisdiction jurisdiction,
            Moment effectiveFrom,
            @Size(max = 100) Map<String, Object> parameters,

            @Nullable @Size(max = 100) Map<String, @Pattern(regexp = WORDS, message = WORDS_EXPECTED) String> sources,

            @Nullable @Size(max = 100) List<String> overrides)
            implements RuleProfileCommand {

        /** It says nothing about anybody, so it need not be sealed; it is short, so that it stays so. */
        static final String WORDS = "[\\p{L}0-9][\\p{L}0-9 §.,;:()/'-]{0,119}";

        static final String WORDS_EXPECTED =
                "a few words or a provision are expected, up to 120 letters, digits and § . , ; : ( ) / ' -";

        public PublishRuleProfile {
            var faults = Rule.faults(parameters, given(sources).keySet(), given(overrides));
            if (!faults.isEmpty()) {
                throw Problem.malformed(faults.entrySet().stream()
                        .map(fault -> new Fault(fault.getKey(), fault.getValue()))
                        .toList());
            }
        }

        RuleDocument document() {
            return new RuleDocument(
                    name, version, layer, title, jurisdiction, parameters, given(sources), given(overrides));
        }

        private static Map<String, String> given(@Nullable Map<String, String> some) {
            return some == null ? Map.of() : some;
        }

        private static List<String> given(@Nullable List<String> some) {
            return some == null ? List.of() : some;
        }
    }

    /**
     * The practice goes by rules that came with the software.
     *
     * @param profile which, e.g. {@code us-ca-otp@1}
     * @param effectiveFrom the first moment, or day, at which they hold
     */
    record AdoptRuleProfile(
            @MadeIfAbsent @TargetAggregateIdentifier RuleProfileId ruleProfileId, String profile, Moment effectiveFrom)
            implements RuleProfileCommand {}

    /**
     * The practice goes by them no longer.
     *
     * @param effectiveTo the first moment, or day, at which they no longer hold
     */
    record EndRuleProfile(@TargetAggregateIdentifier RuleProfileId ruleProfileId, Moment effectiveTo)
            implements RuleProfileCommand {}
}
