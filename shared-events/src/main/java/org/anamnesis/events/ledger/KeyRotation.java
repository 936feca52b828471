package org.anamnesis.events.ledger;

import javax.sql.DataSource;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets a new key take the place of the one that checkpoints are signed with. */
public final class KeyRotation {

    private final LedgerTable table;
    private final LedgerKeyFile keys;

    public KeyRotation(DataSource commands, LedgerKeyFile keys) {
        this.table = new LedgerTable(JdbcClient.create(commands));
        this.keys = keys;
    }

    /** A key that has just begun to hold. */
    public record Rotated(int number, String key) {}

    /**
     * Makes a key and has the one before vouch for it, with the transaction that this is called in. The file has both
     * before that commits; should it not, the new one is never used.
     */
    public Rotated rotate() {
        for (var log : Log.values()) {
            table.alone(log);
        }
        var origin = table.origin();
        var before = table.keys().getLast();
        var signer = keys.signer(before.key())
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_NOW,
                        "The ledger's key file of this node is an old one. Ask the node where it was rotated last, or copy"
                                + " its file."));
        var next = Signer.make();
        var number = before.number() + 1;
        var text = KeyChain.vouching(
                origin, number, next.known(), size(Log.EVENTS), size(Log.LOOKS), table.now(Log.EVENTS));
        keys.keep(next);
        table.add(
                number,
                next.known(),
                next.sign(origin.keys(), signer.sign(origin.keys(), text)).toString());
        return new Rotated(number, next.known().written(origin.keys()));
    }

    private long size(Log log) {
        return table.latest(log).map(Checkpoint::size).orElse(0L);
    }
}
