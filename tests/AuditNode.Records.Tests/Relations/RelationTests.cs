using System.Numerics;
using AuditNode.Chain;
using AuditNode.Engine.Clustering;
using AuditNode.Records.Operations;
using AuditNode.Records.Relations;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;

namespace AuditNode.Records.Tests.Relations;

public class RelationTests
{
    private static readonly Bytes32 s_job = Bytes32.FromBytes([.. Enumerable.Repeat((byte)9, 32)]);
    private static readonly RelationSession s_session = new(31337, Address.Zero, s_job, Address.Zero, "centroids.updated", 1);

    [Fact]
    public void A_dataset_is_proven_in_an_artifact()
    {
        var inputs = new TestInputs(70);
        ReadOnlyMemory<long>[] columns = [Column(inputs, 100), Column(inputs, 100), Column(inputs, 100)];
        using BlindingSeed seed = Seed();
        using RelationWitness witness = DatasetRelation.Create(seed, 100, columns);

        RelationProof proof = RelationProof.Parse(witness.Prove(s_session).ToBytes());
        RelationStatement statement = DatasetRelation.Statement(100, 3, witness.Commitments);

        Assert.False(statement.FitsOnChain);
        Assert.Equal(["records", "column.0", "column.1", "column.2"], statement.PartNames);
        Assert.Empty(RelationProofVerifier.Verify(s_session, statement, proof));
    }

    [Fact]
    public void A_dataset_of_few_records_fits_on_the_chain()
    {
        var inputs = new TestInputs(71);
        using BlindingSeed seed = Seed();
        using RelationWitness witness = DatasetRelation.Create(seed, 20, [Column(inputs, 20), Column(inputs, 20)]);

        AssertProvenOnChain(witness, DatasetRelation.Statement(20, 2, witness.Commitments));
    }

    [Fact]
    public void Commitments_of_another_dataset_are_refused()
    {
        var inputs = new TestInputs(72);
        using BlindingSeed seed = Seed();
        using RelationWitness witness = DatasetRelation.Create(seed, 30, [Column(inputs, 30)]);

        AssertRefused("commitments", () => DatasetRelation.Statement(30, 2, witness.Commitments));
        AssertRefused("commitments.column.0", () => DatasetRelation.Statement(31, 1, witness.Commitments));
        AssertRefused("commitments.column.0", () => DatasetRelation.Statement(30, 1, With(witness.Commitments, "column.0", witness.Commitments["records"])));
        AssertRefused("commitments.records", () => DatasetRelation.Statement(30, 1, With(witness.Commitments, "records", new byte[64])));
        Assert.Throws<ArgumentException>(() => DatasetRelation.Create(seed, 31, [Column(inputs, 30)]));
    }

    [Fact]
    public void Another_number_of_records_is_not_proven()
    {
        using BlindingSeed seed = Seed();
        using RelationWitness witness = DatasetRelation.Create(seed, 30, []);
        using RelationWitness other = DatasetRelation.Create(seed, 31, []);

        RelationStatement claim = DatasetRelation.Statement(30, 0, other.Commitments);

        Assert.NotEmpty(RelationProofVerifier.Verify(s_session, claim, other.Prove(s_session)));
        Assert.NotEmpty(RelationProofVerifier.Verify(s_session, claim, witness.Prove(s_session)));
    }

    [Theory]
    [InlineData(3, 4, true)]
    [InlineData(5, 2, true)]
    [InlineData(4, 3, false)]
    public void A_release_of_up_to_15_integers_fits_on_the_chain(int clusters, int features, bool fits)
    {
        var inputs = new TestInputs(73);
        using BlindingSeed seed = Seed();
        using RelationWitness witness = ReleaseRelation.Create(seed, 1, clusters, features, Sums(inputs, clusters, features, 90));
        RelationStatement statement = ReleaseRelation.Statement(clusters, features, witness.Commitments);

        Assert.Equal(fits, statement.FitsOnChain);
        if (fits) AssertProvenOnChain(witness, statement);
        else Assert.Throws<InvalidOperationException>(() => witness.ForLedger(GroupElement<Bn254>.Generator));
        Assert.Empty(RelationProofVerifier.Verify(s_session, statement, RelationProof.Parse(witness.Prove(s_session).ToBytes())));
    }

    [Fact]
    public void The_same_operation_finds_the_same_commitments_and_another_value_an_unrelated_one()
    {
        BigInteger[] sums = Sums(new TestInputs(74), 2, 1, 60);
        using BlindingSeed seed = Seed(), again = Seed();
        using RelationWitness first = ReleaseRelation.Create(seed, 1, 2, 1, sums);
        using RelationWitness repeated = ReleaseRelation.Create(again, 1, 2, 1, sums);
        using RelationWitness later = ReleaseRelation.Create(seed, 2, 2, 1, sums);
        using RelationWitness changed = ReleaseRelation.Create(seed, 1, 2, 1, [sums[0] + 1, .. sums[1..]]);

        Assert.All(first.Commitments, commitment => Assert.True(commitment.Value.Span.SequenceEqual(repeated.Commitments[commitment.Key].Span)));
        Assert.All(first.Commitments, commitment => Assert.False(commitment.Value.Span.SequenceEqual(later.Commitments[commitment.Key].Span)));
        GroupElement<Bn254> difference = Element(changed, "count.0") - Element(first, "count.0");
        Assert.True(difference != GroupElement<Bn254>.Generator, "Both have the same blinding: the difference of the values is open.");
    }

    [Fact]
    public void Centroids_that_the_engine_computes_are_proven_and_others_are_not()
    {
        var inputs = new TestInputs(75);
        for (int round = 1; round <= 3; round++)
        {
            (CentroidStep step, BigInteger[] sums) = Step(inputs, clusters: 3, features: 1);
            using BlindingSeed seed = Seed();
            using RelationWitness released = ReleaseRelation.Create(seed, round, 3, 1, sums);
            using RelationWitness witness = CentroidRelation.Create(seed, round, step, sums, CentroidRelation.RemainderBits(1L << 40));
            RelationProof proof = RelationProof.Parse(witness.Prove(s_session).ToBytes());

            IReadOnlyList<RelationRefusal> refusals = RelationProofVerifier.Verify(s_session, CentroidRelation.Statement(step, released.Commitments, proof), proof);

            Assert.True(refusals.Count == 0, $"{string.Join(", ", refusals)} {TestSeed.Describe(round)}");
        }
    }

    [Fact]
    public void A_coordinate_off_by_one_is_not_proven()
    {
        BigInteger[] sums = [1000, 300, 1000, -300];
        long[] before = [0, 0], after = new CentroidUpdate(1).Apply(new Centroids(2, 1, before), sums).FixedPoint.ToArray();
        var step = new CentroidStep(2, 1, before, after);
        using BlindingSeed seed = Seed();
        using RelationWitness released = ReleaseRelation.Create(seed, 1, 2, 1, sums);
        using RelationWitness witness = CentroidRelation.Create(seed, 1, step, sums, 16);
        RelationProof proof = witness.Prove(s_session);
        var forged = step with { After = new[] { after[0] + 1, after[1] } };

        RelationRefusal refusal = Assert.Single(RelationProofVerifier.Verify(s_session, CentroidRelation.Statement(forged, released.Commitments, proof), proof));

        Assert.Equal("centroid.0.0", refusal.Part);
        Assert.Throws<ArgumentException>(() => CentroidRelation.Create(seed, 1, forged, sums, 16));
        Assert.Equal((long)Math.Floor(0.3 * (1L << 32)), after[0]);
        Assert.Equal((long)Math.Floor(-0.3 * (1L << 32)), after[1]);
    }

    [Fact]
    public void A_coordinate_at_the_edge_is_proven_to_lie_beyond_it_and_no_other()
    {
        const long one = 1L << 32;
        BigInteger[] sums = [10, 35, 10, -35];
        var step = new CentroidStep(2, 1, new long[] { one / 2, -one / 2 }, new long[] { one, -one });
        using BlindingSeed seed = Seed();
        using RelationWitness released = ReleaseRelation.Create(seed, 1, 2, 1, sums);
        using RelationWitness witness = CentroidRelation.Create(seed, 1, step, sums, 16);
        RelationProof proof = witness.Prove(s_session);

        Assert.Empty(RelationProofVerifier.Verify(s_session, CentroidRelation.Statement(step, released.Commitments, proof), proof));

        // With a sum that does not reach the edge the same centroids are refused.
        Assert.Throws<ArgumentException>(() => CentroidRelation.Create(seed, 1, step, [10, 1, 10, -35], 16));
        using RelationWitness other = ReleaseRelation.Create(seed, 1, 2, 1, [10, 1, 10, -35]);
        Assert.Equal("centroid.0.0", Assert.Single(RelationProofVerifier.Verify(s_session, CentroidRelation.Statement(step, other.Commitments, proof), proof)).Part);
    }

    [Fact]
    public void A_proof_of_another_session_or_with_parts_missing_added_or_changed_is_refused()
    {
        using BlindingSeed seed = Seed();
        using RelationWitness witness = ReleaseRelation.Create(seed, 1, 2, 1, Sums(new TestInputs(76), 2, 1, 60));
        RelationStatement statement = ReleaseRelation.Statement(2, 1, witness.Commitments);
        RelationProof proof = witness.Prove(s_session);
        foreach (RelationSession other in (RelationSession[])[
            new(31338, Address.Zero, s_job, Address.Zero, "centroids.updated", 1),
            new(31337, Address.Parse($"0x{1:x40}"), s_job, Address.Zero, "centroids.updated", 1),
            new(31337, Address.Zero, Bytes32.Zero, Address.Zero, "centroids.updated", 1),
            new(31337, Address.Zero, s_job, Address.Parse($"0x{1:x40}"), "centroids.updated", 1),
            new(31337, Address.Zero, s_job, Address.Zero, "decryption.released", 1),
            new(31337, Address.Zero, s_job, Address.Zero, "centroids.updated", 2)])
        {
            Assert.Equal(4, RelationProofVerifier.Verify(other, statement, proof).Count);
        }

        Assert.Equal(
            new RelationRefusal("count.0", VerificationResult.NotVerified),
            Assert.Single(RelationProofVerifier.Verify(s_session, statement, new RelationProof([.. proof.Sections.Skip(1)]))));
        Assert.Equal(
            "count.9", Assert.Single(RelationProofVerifier.Verify(s_session, statement, new RelationProof([.. proof.Sections, proof.Sections[0] with { Name = "count.9" }]))).Part);
        Assert.Equal(2, RelationProofVerifier.Verify(s_session, statement, new RelationProof(
            [proof.Sections[1] with { Name = "count.0" }, proof.Sections[0] with { Name = "sum.0.0" }, .. proof.Sections.Skip(2)])).Count);
    }

    [Fact]
    public void Every_flipped_byte_of_an_artifact_is_refused()
    {
        BigInteger[] sums = [100, 30, 100, -30];
        long[] before = [0, 0], after = new CentroidUpdate(1).Apply(new Centroids(2, 1, before), sums).FixedPoint.ToArray();
        var step = new CentroidStep(2, 1, before, after);
        using BlindingSeed seed = Seed();
        using RelationWitness released = ReleaseRelation.Create(seed, 1, 2, 1, sums);
        using RelationWitness witness = CentroidRelation.Create(seed, 1, step, sums, 8);
        byte[] bytes = witness.Prove(s_session).ToBytes();
        var inputs = new TestInputs(77);
        for (int round = 0; round < 60; round++)
        {
            byte[] flipped = [.. bytes];
            int at = round < 12 ? round : inputs.Int32(bytes.Length);
            flipped[at] ^= (byte)(1 << inputs.Int32(8));
            Assert.False(IsAccepted(step, released.Commitments, flipped), $"byte {at} {TestSeed.Describe(round)}");
        }

        foreach (int length in (int[])[0, 9, 10, 100, bytes.Length - 1]) Assert.Throws<RecordFormatException>(() => RelationProof.Parse(bytes[..length]));
        Assert.Throws<RecordFormatException>(() => RelationProof.Parse((byte[])[.. bytes, 0]));
        Assert.True(IsAccepted(step, released.Commitments, bytes));
    }

    [Fact]
    public void Counts_that_promise_more_than_there_is_allocate_nothing()
    {
        Assert.Throws<RecordFormatException>(() => RelationProof.Parse(Convert.FromHexString("414e52500100ffffffff")));
        Assert.Throws<RecordFormatException>(() => RelationProof.Parse(Convert.FromHexString("414e52500100010000000161ffffffff" + new string('0', 200))));
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(65536, 16)]
    [InlineData(65537, 32)]
    [InlineData(1L << 62, 64)]
    public void Bits_of_a_count_come_in_steps(long largest, int expected) => Assert.Equal(expected, CentroidRelation.RemainderBits(largest));

    [Fact]
    public void The_session_of_a_record_is_that_of_its_place()
    {
        OperationRecord record = Operations.RandomRecord.Create(new TestInputs(78));
        var expected = new RelationSession(record.ChainId, record.Ledger, record.JobId, record.Institution, record.Kind, record.Round);

        Assert.Equal(expected.Id, RelationSession.Of(record).Id);
    }

    [Fact]
    public void The_tag_of_a_session_has_these_bytes()
    {
        Address ledger = Address.Parse($"0x{0xabc:x40}"), institution = Address.Parse($"0x{0xdef:x40}");
        var session = new RelationSession(31337, ledger, s_job, institution, "centroids.updated", 3);
        string label = Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(RelationSession.Label)).PadRight(128, '0');
        string kind = Convert.ToHexStringLower(Keccak256.HashData("centroids.updated"u8).ToArray());

        Assert.Equal($"{label}{31337:x64}{0xabc:x64}{1:x64}{string.Concat(Enumerable.Repeat("09", 32))}{0xdef:x64}{3:x64}{kind}", Convert.ToHexStringLower(session.Tag.Span));
    }

    private static bool IsAccepted(CentroidStep step, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> released, byte[] artifact)
    {
        try
        {
            RelationProof proof = RelationProof.Parse(artifact);
            return RelationProofVerifier.Verify(s_session, CentroidRelation.Statement(step, released, proof), proof).Count == 0;
        }
        catch (RecordFormatException)
        {
            return false;
        }
    }

    private static void AssertProvenOnChain(RelationWitness witness, RelationStatement statement)
    {
        using ProofKey key = ProofKey.Generate();
        var context = new RelationContext(31337, new byte[20], s_job.ToArray(), new byte[20], 7, new byte[32], new byte[32]);
        (AttributedRelation relation, Witness<Bn254> secrets) = witness.ForLedger(key.PublicKey);
        using (secrets)
        {
            byte[] proof = RelationRecordProof.Prove(key, context, relation, secrets);
            LinearRelation<Bn254> built = statement.Attribute(key.PublicKey).Builder.Build();

            Assert.True(statement.FitsOnChain);
            Assert.True(statement.IsInstance(relation.Builder.Build().AsEncoded(), key.PublicKey));
            Assert.Equal(VerificationResult.Accepted, RelationRecordProof.Verify(context, key.PublicKey, built, proof));
        }
    }

    private static (CentroidStep Step, BigInteger[] Sums) Step(TestInputs inputs, int clusters, int features)
    {
        long[] before = [.. Enumerable.Range(0, clusters * features).Select(_ => inputs.Int64(-(1L << 32), 1L << 32))];
        BigInteger[] sums = Sums(inputs, clusters, features, 41);
        for (int i = 0; i < clusters; i++) sums[CentroidUpdate.CountIndex(i, features)] = inputs.Int64(-10, 1L << 40);
        Centroids after = new CentroidUpdate(1 << 20).Apply(new Centroids(clusters, features, before), sums);
        return (new CentroidStep(clusters, features, before, after.FixedPoint.ToArray()), sums);
    }

    private static BigInteger[] Sums(TestInputs inputs, int clusters, int features, int bits) =>
        [.. Enumerable.Range(0, clusters * (features + 1)).Select(_ => inputs.Signed(bits))];

    private static ReadOnlyMemory<long> Column(TestInputs inputs, int length) =>
        Enumerable.Range(0, length).Select(_ => inputs.Int64(-(1L << 32), 1L << 32)).ToArray();

    private static BlindingSeed Seed() => new(Enumerable.Repeat((byte)7, BlindingSeed.ByteCount).ToArray(), s_job);

    private static GroupElement<Bn254> Element(RelationWitness witness, string name) => CommitmentEncoding.Read(witness.Commitments, name).Element;

    private static Dictionary<string, ReadOnlyMemory<byte>> With(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments, string name, ReadOnlyMemory<byte> value) =>
        new(commitments) { [name] = value };

    private static void AssertRefused(string member, Action action) => Assert.Equal(member, Assert.Throws<RecordFormatException>(action).Member);
}
