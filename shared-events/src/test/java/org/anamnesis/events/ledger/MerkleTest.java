package org.anamnesis.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the vectors of RFC 6962's reference implementation, which RFC 9162 did not change. */
class MerkleTest {

    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    private static byte[] subtree(long first, long size) {
        return size == 1
                ? Merkle.leaf(LEAVES.get((int) first))
                : Merkle.node(subtree(first, size / 2), subtree(first + size / 2, size / 2));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static String hex(List<byte[]> hashes) {
        return String.join(" ", hashes.stream().map(MerkleTest::hex).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void a_tree_has_the_root_that_the_reference_has(int size, String root) {
        var growing = new Tree((first, width, hash) -> {});
        LEAVES.subList(0, size).forEach(leaf -> growing.add(Merkle.leaf(leaf)));

        assertThat(hex(growing.root())).isEqualTo(root);
        assertThat(hex(Merkle.root(0, size, MerkleTest::subtree))).isEqualTo(root);
        assertThat(hex(Tree.of(size, MerkleTest::subtree, (first, width, hash) -> {})
                        .root()))
                .isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void a_leaf_is_proven_as_the_reference_proves_it(int index, int size, String path) {
        assertThat(hex(Merkle.inclusion(index, size, MerkleTest::subtree))).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void a_tree_is_proven_to_go_on_as_the_reference_proves_it(int smaller, int size, String proof) {
        assertThat(hex(Merkle.consistency(smaller, size, MerkleTest::subtree))).isEqualTo(proof);
    }

    @Test
    void a_growing_tree_tells_each_subtree_once_it_is_complete() {
        var told = new TreeMap<String, String>();
        var growing = new Tree((first, size, hash) -> told.put(first + "+" + size, hex(hash)));
        LEAVES.forEach(leaf -> growing.add(Merkle.leaf(leaf)));

        assertThat(told.keySet()).containsExactly("0+2", "0+4", "0+8", "2+2", "4+2", "4+4", "6+2");
        assertThat(told).containsEntry("4+2", hex(subtree(4, 2))).containsEntry("0+8", hex(growing.root()));
    }
}
