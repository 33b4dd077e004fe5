using System.Text;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using Org.BouncyCastle.Crypto.Digests;

namespace AuditNode.Zk.Tests.Records;

public sealed class ProofContextTests
{
    private static readonly SampleContext s_sample = new();

    [Fact]
    public void Tag_of_a_record_is_its_label_and_eight_words() => AssertTag(
        "record", s_sample.Record(),
        Number(20261), Address(s_sample.Contract), Number(1), s_sample.JobId, Address(s_sample.Institution), Number(5), s_sample.PreviousHash,
        s_sample.RecordHash);

    [Fact]
    public void Tag_of_a_relation_is_its_label_and_eight_words() => AssertTag(
        "relation", s_sample.Relation(),
        Number(20261), Address(s_sample.Contract), Number(1), s_sample.JobId, Address(s_sample.Institution), Number(5), s_sample.PreviousHash,
        s_sample.RecordHash);

    [Fact]
    public void Tag_of_a_batch_is_its_label_and_nine_words()
    {
        byte[] hashes = new TestInputs(140).Bytes(96);
        var context = new BatchContext(
            20261, s_sample.Contract, s_sample.JobId, s_sample.Institution, 5, s_sample.PreviousHash, hashes);

        AssertTag(
            "batch", context, Number(20261), Address(s_sample.Contract), Number(1), s_sample.JobId, Address(s_sample.Institution), Number(5),
            Number(3), s_sample.PreviousHash, Keccak(hashes));
    }

    [Fact]
    public void Tag_of_a_key_is_its_label_and_five_words() => AssertTag(
        "key", s_sample.Key(), Number(20261), Address(s_sample.Contract), Number(1), Address(s_sample.Institution), Number(1));

    [Fact]
    public void Stream_id_is_the_hash_of_four_words() => Assert.Equal(
        Keccak([.. Number(20261), .. Address(s_sample.Contract), .. s_sample.JobId, .. Address(s_sample.Institution)]),
        StreamId.Derive(20261, s_sample.Contract, s_sample.JobId, s_sample.Institution));

    [Fact]
    public void Largest_numbers_fit()
    {
        ProofContext context = (s_sample with { ChainId = ulong.MaxValue, Sequence = (1UL << 40) - 1 }).Record();

        Assert.Equal(Number(ulong.MaxValue), context.Tag.Slice(64, 32).ToArray());
        Assert.Equal(Number((1UL << 40) - 1), context.Tag.Slice(64 + (5 * 32), 32).ToArray());
    }

    [Fact]
    public void Fields_of_another_length_are_refused_by_name()
    {
        AssertRefused("contract", s_sample with { Contract = new byte[32] });
        AssertRefused("jobId", s_sample with { JobId = new byte[31] });
        AssertRefused("institution", s_sample with { Institution = new byte[21] });
        AssertRefused("previousHash", s_sample with { PreviousHash = [] });
        AssertRefused("recordHash", s_sample with { RecordHash = new byte[33] });
        AssertRefused("sequence", s_sample with { Sequence = 1UL << 40 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(257 * 32)]
    public void Batch_of_no_too_many_or_broken_hashes_is_refused(int length) => Assert.Equal(
        "recordHashes",
        Assert.Throws<ProofParameterException>(() => new BatchContext(
            1, s_sample.Contract, s_sample.JobId, s_sample.Institution, 0, s_sample.PreviousHash, new byte[length])).Field);

    private static void AssertRefused(string field, SampleContext sample) =>
        Assert.Equal(field, Assert.Throws<ProofParameterException>(sample.Record).Field);

    private static void AssertTag(string kind, ProofContext context, params byte[][] words)
    {
        byte[] label = new byte[64];
        Encoding.ASCII.GetBytes($"AuditNode-V01-{kind}-CMPT-with-sigma-proofs_Keccak256_BN254", label);
        byte[] expected = [.. label, .. words.SelectMany(word => word)];

        Assert.Equal(expected, context.Tag.ToArray());
        Assert.Equal(Ciphersuite.Bn254Keccak256.DeriveSessionId(expected), context.SessionId);
    }

    private static byte[] Number(ulong value)
    {
        byte[] word = new byte[32];
        for (int i = 0; i < 8; i++) word[31 - i] = (byte)(value >> (8 * i));
        return word;
    }

    private static byte[] Address(byte[] address) => [.. new byte[12], .. address];

    private static byte[] Keccak(byte[] data)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(data, 0, data.Length);
        byte[] hash = new byte[32];
        digest.DoFinal(hash, 0);
        return hash;
    }
}
