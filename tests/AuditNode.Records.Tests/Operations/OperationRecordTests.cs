using System.Collections.Immutable;
using System.Text;
using AuditNode.Chain;
using AuditNode.Records.Operations;

namespace AuditNode.Records.Tests.Operations;

public class OperationRecordTests
{
    private static readonly OperationRecord s_record = new()
    {
        ChainId = 31337,
        Ledger = Address.Parse("0x0000000000000000000000000000000000000abc"),
        JobId = Bytes32.Parse("0x" + new string('1', 64)),
        Institution = Address.Parse("0x0000000000000000000000000000000000000def"),
        Sequence = 3,
        Kind = "sums.evaluated",
        Round = 1,
        PreviousRecordHash = Bytes32.Parse("0x" + new string('2', 64)),
        StartedAt = new DateTimeOffset(2026, 11, 22, 11, 30, 0, 123, TimeSpan.FromHours(2)).AddTicks(4567),
        FinishedAt = new DateTimeOffset(2026, 11, 22, 9, 30, 1, TimeSpan.Zero),
        Inputs = [new ArtifactReference("centroids", Bytes32.Parse("0x" + new string('3', 64)), 88)],
        Parameters = ImmutableDictionary.CreateRange([KeyValuePair.Create("unit", "0.5")]),
        Leakage = "noisy-sums",
        Privacy = new RecordPrivacy("discrete-gaussian", 5_000_000_000, 1e-6),
        Counterparty = new RecordCounterparty(Address.Parse("0x0000000000000000000000000000000000000123")),
        Level = RecordLevel.Attribution,
        Salt = Bytes32.Parse("0x" + new string('4', 64)),
    };

    [Fact]
    public void Has_these_canonical_bytes()
    {
        string zeros = new('0', 37);
        string expected =
            "{\"chainId\":31337,\"commitments\":{},\"counterparty\":{\"institution\":\"" + zeros + "123\"},\"finishedAt\":\"2026-11-22T09:30:01.000Z\","
            + "\"inputs\":[{\"bytes\":88,\"name\":\"centroids\",\"sha256\":\"" + new string('3', 64) + "\"}],"
            + "\"institution\":\"" + zeros + "def\",\"jobId\":\"" + new string('1', 64) + "\",\"kind\":\"sums.evaluated\",\"leakage\":\"noisy-sums\","
            + "\"ledger\":\"" + zeros + "abc\",\"level\":\"attribution\",\"outputs\":[],\"parameters\":{\"unit\":\"0.5\"},"
            + "\"previousRecordHash\":\"" + new string('2', 64) + "\",\"privacy\":{\"delta\":\"1E-06\",\"mechanism\":\"discrete-gaussian\",\"rho\":\"5000000000\"},"
            + "\"round\":1,\"salt\":\"" + new string('4', 64) + "\",\"schema\":\"auditnode.record/1\",\"sequence\":3,\"startedAt\":\"2026-11-22T09:30:00.123Z\"}";

        Assert.Equal(expected, Encoding.UTF8.GetString(s_record.ToBytes()));
        Assert.Equal(OperationRecord.HashOf(Encoding.UTF8.GetBytes(expected)), s_record.Hash);
    }

    [Fact]
    public void Random_records_survive_the_way_through_their_bytes()
    {
        var inputs = new TestInputs(10);
        for (int round = 0; round < 200; round++)
        {
            OperationRecord record = RandomRecord.Create(inputs);
            OperationRecord read = OperationRecord.Parse(record.ToBytes());

            Assert.True(record == read && record.Hash == read.Hash, TestSeed.Describe(round));
        }
    }

    [Fact]
    public void Every_flipped_byte_is_refused_or_changes_the_hash()
    {
        var inputs = new TestInputs(11);
        for (int round = 0; round < 4; round++)
        {
            byte[] bytes = RandomRecord.Create(inputs).ToBytes();
            Bytes32 hash = OperationRecord.HashOf(bytes);
            for (int i = 0; i < bytes.Length; i++)
            {
                byte[] flipped = [.. bytes];
                flipped[i] ^= (byte)(1 << inputs.Int32(8));
                if (Read(flipped) is { } read)
                    Assert.True(read.Hash != hash && read.ToBytes().AsSpan().SequenceEqual(flipped), $"byte {i} {TestSeed.Describe(round)}");
            }
        }
    }

    [Fact]
    public void A_record_of_other_members_is_refused_and_the_member_named()
    {
        string text = Encoding.UTF8.GetString(s_record.ToBytes());

        AssertRefused("extra", text.Replace("\"finishedAt\"", "\"extra\":1,\"finishedAt\""));
        AssertRefused("salt", text.Replace($",\"salt\":\"{new string('4', 64)}\"", string.Empty));
        AssertRefused("schema", text.Replace("record/1", "record/2"));
        AssertRefused("level", text.Replace("\"attribution\"", "\"replay\""));
        AssertRefused("kind", text.Replace("sums.evaluated", "Sums.evaluated"));
        AssertRefused("inputs[0].sha256", text.Replace(new string('3', 64), new string('A', 64)));
        AssertRefused("inputs[0].sha256", text.Replace(new string('3', 64), new string('3', 62)));
        AssertRefused("inputs[0].name", text.Replace("centroids", "../etc"));
        AssertRefused("inputs[0].bytes", text.Replace("\"bytes\":88", "\"bytes\":-1"));
        AssertRefused("chainId", text.Replace("31337", "\"31337\""));
        AssertRefused("startedAt", text.Replace("00.123Z", "00.123+00:00"));
        AssertRefused("startedAt", text.Replace("2026-11-22T09:30:00.123Z", "2026-11-31T09:30:00.123Z"));
        AssertRefused("finishedAt", text.Replace("2026-11-22T09:30:01.000Z", "2026-11-22T09:30:00.122Z"));
        AssertRefused("privacy.rho", text.Replace("\"5000000000\"", "\"05000000000\""));
        AssertRefused("privacy.delta", text.Replace("1E-06", "0.000001"));
        AssertRefused("privacy.delta", text.Replace("1E-06", "NaN"));
        AssertRefused("counterparty", text.Replace("{\"institution\":\"" + new string('0', 37) + "123\"}", "null"));
    }

    [Fact]
    public void Values_out_of_range_are_refused_before_anything_is_written()
    {
        AssertRefused("chainId", s_record with { ChainId = 0 });
        AssertRefused("sequence", s_record with { Sequence = OperationRecord.MaximumSequence + 1 });
        AssertRefused("sequence", s_record with { Sequence = -1 });
        AssertRefused("round", s_record with { Round = -1 });
        AssertRefused("leakage", s_record with { Leakage = string.Empty });
        AssertRefused("level", s_record with { Level = (RecordLevel)2 });
        AssertRefused("inputs", s_record with { Inputs = [.. Enumerable.Repeat(s_record.Inputs[0], OperationRecord.MaximumArtifacts + 1)] });
        AssertRefused("parameters.a b", s_record with { Parameters = new Dictionary<string, string> { ["a b"] = "1" } });
        AssertRefused("parameters.a", s_record with { Parameters = new Dictionary<string, string> { ["a"] = new('x', OperationRecord.MaximumParameterLength + 1) } });
        AssertRefused("commitments.c", s_record with { Commitments = new Dictionary<string, ReadOnlyMemory<byte>> { ["c"] = Array.Empty<byte>() } });
        AssertRefused("privacy.delta", s_record with { Privacy = new RecordPrivacy("m", 1, double.NaN) });
    }

    [Fact]
    public void A_record_is_at_most_as_long_as_a_challenge_takes()
    {
        var full = s_record with { Parameters = Enumerable.Range(0, 32).ToDictionary(i => $"p{i}", _ => new string('x', 512)) };

        AssertRefused("$", full);
        Assert.Throws<RecordFormatException>(() => OperationRecord.Parse(new byte[OperationRecord.MaximumByteCount + 1]));
    }

    [Fact]
    public void The_fullest_lists_and_commitments_fit_one_record()
    {
        var inputs = new TestInputs(12);
        ArtifactReference[] artifacts = [.. Enumerable.Range(0, OperationRecord.MaximumArtifacts).Select(i => new ArtifactReference($"feature.1023.{i}", inputs.Word(), 1 << 24))];
        var full = s_record with
        {
            Inputs = artifacts,
            Outputs = artifacts,
            Commitments = Enumerable.Range(0, OperationRecord.MaximumCommitments).ToDictionary(i => $"sum.255.{i}", _ => (ReadOnlyMemory<byte>)inputs.Bytes(64)),
        };

        Assert.InRange(full.ToBytes().Length, 6000, OperationRecord.MaximumByteCount);
    }

    [Fact]
    public void The_stream_identifier_is_that_of_the_contract()
    {
        Bytes32 expected = Bytes32.FromBytes(Zk.Records.StreamId.Derive(31337, s_record.Ledger.ToArray(), s_record.JobId.ToArray(), s_record.Institution.ToArray()));

        Assert.Equal(expected, OperationRecord.StreamIdOf(31337, s_record.Ledger, s_record.JobId, s_record.Institution));
    }

    [Fact]
    public void Salts_differ() => Assert.NotEqual(OperationRecord.CreateSalt(), OperationRecord.CreateSalt());

    /// <summary>Attack 30: the hash of a small record could be guessed by hashing all that it may say.</summary>
    [Fact]
    public void Attack30_Whoever_knows_all_of_a_record_but_its_salt_cannot_tell_its_hash()
    {
        OperationRecord record = s_record with { Salt = OperationRecord.CreateSalt() };
        for (int guess = 0; guess < 1000; guess++) Assert.NotEqual(record.Hash, (record with { Salt = OperationRecord.CreateSalt() }).Hash);
        Assert.Equal(record.Hash, OperationRecord.Parse(record.ToBytes()).Hash);
    }

    private static OperationRecord? Read(byte[] bytes)
    {
        try
        {
            return OperationRecord.Parse(bytes);
        }
        catch (RecordFormatException)
        {
            return null;
        }
    }

    private static void AssertRefused(string member, string text) =>
        Assert.Equal(member, Assert.Throws<RecordFormatException>(() => OperationRecord.Parse(Encoding.UTF8.GetBytes(text))).Member);

    private static void AssertRefused(string member, OperationRecord record) =>
        Assert.Equal(member, Assert.Throws<RecordFormatException>(record.ToBytes).Member);
}
