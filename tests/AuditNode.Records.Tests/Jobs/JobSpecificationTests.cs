using System.Text;
using AuditNode.Chain;
using AuditNode.Records.Jobs;

namespace AuditNode.Records.Tests.Jobs;

public class JobSpecificationTests
{
    private static readonly JobSpecification s_job = SampleSpecification.Create();

    [Fact]
    public void Survives_the_way_through_its_bytes()
    {
        byte[] bytes = s_job.ToBytes();
        JobSpecification read = JobSpecification.Parse(bytes);

        Assert.Equal(s_job, read);
        Assert.Equal(JobSpecification.HashOf(bytes), read.Hash);
        Assert.Equal("keys", read.PartyOf(Address.Parse($"0x{2:x40}"))?.Name);
        Assert.Null(read.PartyNamed("nobody"));
        Assert.Equal(4, read.Features);
    }

    [Fact]
    public void Every_flipped_byte_is_refused_or_changes_the_hash()
    {
        var inputs = new TestInputs(30);
        byte[] bytes = s_job.ToBytes();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] flipped = [.. bytes];
            flipped[i] ^= (byte)(1 << inputs.Int32(8));
            try
            {
                Assert.True(JobSpecification.Parse(flipped).ToBytes().AsSpan().SequenceEqual(flipped), $"byte {i} {TestSeed.Describe(0)}");
            }
            catch (RecordFormatException)
            {
            }
        }
    }

    [Fact]
    public void Values_out_of_range_are_refused_and_the_member_named()
    {
        AssertRefused("name", s_job with { Name = string.Empty });
        AssertRefused("protocol", s_job with { Protocol = "horizontal" });
        AssertRefused("parties", s_job with { Parties = [s_job.Parties[0]] });
        AssertRefused("parties", s_job with { Parties = [s_job.Parties[0], s_job.Parties[2], s_job.Parties[2] with { Name = "other" }] });
        AssertRefused("parties", s_job with { Parties = [s_job.Parties[0], s_job.Parties[2]] });
        AssertRefused("parties[1].endpoint", With(1, party => party with { Endpoint = "http://keys.example" }));
        AssertRefused("parties[1].endpoint", With(1, party => party with { Endpoint = "https://user:secret@keys.example" }));
        AssertRefused("parties[1].endpoint", With(1, party => party with { Endpoint = "keys.example:7443" }));
        AssertRefused("parties[2].name", With(2, party => party with { Name = "../lab" }));
        AssertRefused("parties[2].institution", With(2, party => party with { Institution = Address.Zero }));
        AssertRefused("parties[0].roles", With(0, party => party with { Roles = JobPartyRoles.Computing | JobPartyRoles.KeyHolder | JobPartyRoles.Data }));
        AssertRefused("parties[0].roles", With(0, party => party with { Roles = JobPartyRoles.Computing }));
        AssertRefused("parties[2].roles", With(2, party => party with { Columns = [] }));
        AssertRefused("parties[0].columns[0].maximum", With(0, party => party with { Columns = [new ColumnSpecification("age", 1, 1)] }));
        AssertRefused("parties[1].columns", With(1, party => party with { Columns = [party.Columns[0], party.Columns[0]] }));
        AssertRefused("records", s_job with { Records = 1 });
        AssertRefused("clusters", s_job with { Clusters = 1001 });
        AssertRefused("start.centroids", s_job with { Clusters = 3 });
        AssertRefused("start.centroids[1]", s_job with { Start = s_job.Start with { Centroids = [s_job.Start.Centroids[0], [1]] } });
        AssertRefused("start.centroids[0]", s_job with { Start = s_job.Start with { Centroids = [[(1L << 32) + 1, 0, 0, 0], s_job.Start.Centroids[1]] } });
        AssertRefused("rounds", s_job with { Rounds = 1001 });
        AssertRefused("threshold", s_job with { Threshold = double.NaN });
        AssertRefused("rho", s_job with { RhoUnits = 0 });
        AssertRefused("rho", s_job with { NoiseMode = JobNoiseMode.None });
        AssertRefused("delta", s_job with { Delta = 0 });
        AssertRefused("signDegree", s_job with { SignDegree = 14 });
        AssertRefused("signGap", s_job with { SignGap = 0.6 });
        AssertRefused("floodingBits", s_job with { FloodingBits = 19 });
        AssertRefused("noiseCandidates", s_job with { NoiseCandidates = 0 });
        AssertRefused("beaconDepth", s_job with { BeaconDepth = 0 });
        AssertRefused("beaconDepth", s_job with { BeaconDepth = 65 });
        AssertRefused("salt", s_job with { Salt = Bytes32.Zero });
        AssertRefused("leakage", s_job with { Leakage = "Noisy sums" });
        AssertRefused("assignmentReceivers[0]", s_job with { AssignmentReceivers = ["nobody"] });
        AssertRefused("assignmentReceivers[1]", s_job with { AssignmentReceivers = ["keys", "keys"] });
        AssertRefused("assignmentReceivers", s_job with { AssignmentReceivers = ["lab"] });
    }

    [Fact]
    public void Every_specification_has_a_salt_of_its_own_and_the_key_of_identifiers_is_another_in_every_job()
    {
        Assert.NotEqual(SampleSpecification.CreateWithOwnSalt().Salt, SampleSpecification.CreateWithOwnSalt().Salt);
        Bytes32 one = Bytes32.Parse("0x" + new string('1', 64)), two = Bytes32.Parse("0x" + new string('2', 64));
        byte[] key = s_job.IdentifierKey(one);
        Assert.Equal(key, JobSpecification.Parse(s_job.ToBytes()).IdentifierKey(one));
        Assert.NotEqual(key, s_job.IdentifierKey(two));
        Assert.NotEqual(key, (s_job with { Salt = one }).IdentifierKey(one));
    }

    [Fact]
    public void Numbers_have_one_text()
    {
        string text = Encoding.UTF8.GetString(s_job.ToBytes());

        AssertRefused("delta", text.Replace("\"delta\":\"1E-06\"", "\"delta\":\"1e-6\""));
        AssertRefused("threshold", text.Replace("\"threshold\":\"0\"", "\"threshold\":\"-0\""));
        AssertRefused("threshold", text.Replace("\"threshold\":\"0\"", "\"threshold\":\" 0\""));
        AssertRefused("signGap", text.Replace("\"signGap\":\"0.05\"", "\"signGap\":\"0.050\""));
        AssertRefused("rho", text.Replace("\"rho\":\"25000000000\"", "\"rho\":\"2.5E10\""));
        AssertRefused("$", text.Replace("[\"computing\",\"data\"]", "[\"data\",\"computing\"]"));
        AssertRefused("parties[0].roles", text.Replace("[\"computing\",\"data\"]", "[\"computing\",\"data\",\"data\"]"));
    }

    [Fact]
    public void The_largest_specification_is_within_its_bytes()
    {
        PartySpecification[] parties = [.. Enumerable.Range(0, 16).Select(i => new PartySpecification(
            $"p{i}{new string('x', 60)}", Address.Parse($"0x{i + 1:x40}"),
            JobPartyRoles.Data | (i == 0 ? JobPartyRoles.Computing : i == 1 ? JobPartyRoles.KeyHolder : 0),
            $"https://{new string('h', 60)}.example",
            [.. Enumerable.Range(0, 64).Select(column => new ColumnSpecification($"{column}{new string('\u20ac', 120)}", -1.2345678901234567e-300, 1.2345678901234567e300))]))];
        var largest = s_job with
        {
            Parties = parties,
            Clusters = 256,
            AssignmentReceivers = [],
            Start = new JobStart(Bytes32.Zero, [.. Enumerable.Range(0, 256).Select(_ => Enumerable.Repeat(-(1L << 32), 1024).ToArray()).Select(System.Collections.Immutable.ImmutableArray.Create)]),
        };

        Assert.Equal(largest.Hash, JobSpecification.Parse(largest.ToBytes()).Hash);
    }

    private static JobSpecification With(int index, Func<PartySpecification, PartySpecification> change) =>
        s_job with { Parties = [.. s_job.Parties.Select((party, i) => i == index ? change(party) : party)] };

    private static void AssertRefused(string member, JobSpecification job) => Assert.Equal(member, Assert.Throws<RecordFormatException>(job.ToBytes).Member);

    private static void AssertRefused(string member, string text) =>
        Assert.Equal(member, Assert.Throws<RecordFormatException>(() => JobSpecification.Parse(Encoding.UTF8.GetBytes(text))).Member);
}
