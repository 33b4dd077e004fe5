using AuditNode.Chain;
using AuditNode.Engine.Privacy;
using AuditNode.Node.Jobs;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Tests.Jobs;

/// <summary>Small jobs on records around two points.</summary>
internal static class SampleJob
{
    public const int Records = 240;

    private static readonly string[] s_columns = ["age", "income", "visits", "balance"];

    /// <summary>Two institutions: one computes, the other holds the key, both bring columns.</summary>
    public static JobSpecification TwoParties(JobConsortium consortium, int rounds = 2, int noiseCandidates = 1, double epsilon = 50) => Of(
        [
            Party(consortium[0], JobPartyRoles.Computing | JobPartyRoles.Data, 0),
            Party(consortium[1], JobPartyRoles.KeyHolder | JobPartyRoles.Data, 1),
        ],
        rounds, noiseCandidates, epsilon);

    /// <summary>Two servers without data, and two institutions that only bring columns.</summary>
    public static JobSpecification ServerAided(JobConsortium consortium, int rounds = 2, int noiseCandidates = 1, double epsilon = 50) => Of(
        [
            Party(consortium[0], JobPartyRoles.Computing),
            Party(consortium[1], JobPartyRoles.KeyHolder),
            Party(consortium[2], JobPartyRoles.Data, 0),
            Party(consortium[3], JobPartyRoles.Data, 1),
        ],
        rounds, noiseCandidates, epsilon);

    /// <summary>Writes every party's columns to its node.</summary>
    public static void WriteData(JobConsortium consortium, JobSpecification specification)
    {
        foreach (PartySpecification party in specification.Parties.Where(p => p.Columns.Count > 0))
            consortium.Nodes.Single(n => n.Address == party.Institution).WriteData([.. party.Columns.Select(c => (c.Name, Values(Array.IndexOf(s_columns, c.Name))))]);
    }

    /// <summary>A column: around 25 and 75, for records in turn.</summary>
    public static double[] Values(int column) =>
        [.. Enumerable.Range(0, Records).Select(i => (i % 2 == 0 ? 25 : 75) + ((i * 37 + column * 11) % 41 - 20) * 0.5)];

    /// <summary>Proposes a job; everybody has its specification, and nobody consented.</summary>
    public static async Task<ProposedJob> ProposeAsync(JobConsortium consortium, JobSpecification specification)
    {
        ProposedJob proposed = await consortium[0].Proposer.ProposeAsync(specification, TimeProvider.System.GetUtcNow().AddDays(1));
        foreach (TestNode node in consortium.Nodes.Skip(1)) await node.FetchAsync(proposed, consortium[0]);
        return proposed;
    }

    /// <summary>Proposes a job to which everybody consents.</summary>
    public static async Task<ProposedJob> ConsentedAsync(JobConsortium consortium, JobSpecification specification)
    {
        WriteData(consortium, specification);
        ProposedJob proposed = await ProposeAsync(consortium, specification);
        foreach (PartySpecification party in specification.Parties)
            await consortium.Nodes.Single(n => n.Address == party.Institution).Consent.ConsentAsync(proposed.JobId);
        return proposed;
    }

    private static PartySpecification Party(TestNode node, JobPartyRoles roles, params int[] columns) => new(
        node.Name, node.Address, roles, $"https://{node.Name}.example:7443", [.. columns.Select(c => new ColumnSpecification(s_columns[c], 0, 100))]);

    /// <summary>A job of parties with two columns together.</summary>
    public static JobSpecification Of(IReadOnlyList<PartySpecification> parties, int rounds, int noiseCandidates, double epsilon) => new()
    {
        Name = "sample",
        Parties = parties,
        Records = Records,
        Clusters = 2,
        Start = new JobStart(Bytes32.Zero, [[-(1L << 30), -(1L << 30)], [1L << 30, 1L << 30]]),
        Rounds = rounds,
        RhoUnits = ZeroConcentrated.FromEpsilon(epsilon, 1e-5).Units,
        Delta = 1e-5,
        SignDegree = 3,
        SignGap = 0.2,
        FloodingBits = 20,
        NoiseCandidates = noiseCandidates,
        Leakage = "noisy-sums",
    };
}
