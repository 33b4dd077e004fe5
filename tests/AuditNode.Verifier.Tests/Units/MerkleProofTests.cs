using AuditNode.Chain;
using AuditNode.Verifier.State;

namespace AuditNode.Verifier.Tests.Units;

/// <summary>Proofs of a trie with one leaf; those of real storage are in the tests of ledgers.</summary>
public sealed class MerkleProofTests
{
    private static readonly Bytes32 s_key = Keccak256.HashData("key"u8);
    private static readonly byte[] s_value = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    [Fact]
    public void A_leaf_under_the_root_proves_its_value() => Assert.Equal(s_value, MerkleProof.Read(Keccak256.HashData(Leaf()), s_key, [Leaf()]));

    [Fact]
    public void A_leaf_of_another_key_proves_absence() => Assert.Null(MerkleProof.Read(Keccak256.HashData(Leaf()), Keccak256.HashData("other"u8), [Leaf()]));

    [Fact]
    public void A_node_that_is_not_the_root_proves_nothing() => Assert.Throws<InvalidDataException>(() => MerkleProof.Read(Keccak256.HashData("root"u8), s_key, [Leaf()]));

    [Fact]
    public void A_proof_without_nodes_proves_nothing() => Assert.Throws<InvalidDataException>(() => MerkleProof.Read(Keccak256.HashData(Leaf()), s_key, []));

    [Fact]
    public void Any_flipped_bit_of_a_node_proves_nothing()
    {
        Bytes32 root = Keccak256.HashData(Leaf());
        for (int bit = 0; bit < 8 * Leaf().Length; bit++)
        {
            byte[] changed = Leaf();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidDataException>(() => MerkleProof.Read(root, s_key, [changed]));
        }
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0xc0 })]
    [InlineData(new byte[] { 0xc1, 0x80 })]
    [InlineData(new byte[] { 0xc2, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xc3, 0x81, 0x00, 0x80 })]
    public void Malformed_nodes_prove_nothing_even_under_their_own_hash(byte[] node) =>
        Assert.Throws<InvalidDataException>(() => MerkleProof.Read(Keccak256.HashData(node), s_key, [node]));

    private static byte[] Leaf()
    {
        // A leaf with an even path: 0x20, then the key; docs: Yellow Paper, appendix C.
        byte[] path = [0x20, .. s_key.ToArray()];
        return [0xc0 + 34 + 11, 0x80 + 33, .. path, 0x80 + 10, .. s_value];
    }
}
