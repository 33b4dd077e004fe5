using AuditNode.Chain;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Records.Jobs;
using AuditNode.Scenarios;

namespace AuditNode.Verifier.Tests.Trails;

/// <summary>A small job: the hospital computes, the bank holds the key, both have a column, and the agency may bring another one.</summary>
internal static class TestJob
{
    public const int Records = 300;

    public const int Clusters = 2;

    public static JobSpecification Specification(Consortium consortium, bool withDataParty = false)
    {
        int features = withDataParty ? 3 : 2;
        byte[] seed = new byte[SpacedStart.SeedLength];
        Centroids start = SpacedStart.Create(Clusters, features, seed);
        return new JobSpecification
        {
            Name = "A small job",
            Parties =
            [
                new PartySpecification("hospital", consortium.Hospital.Address, JobPartyRoles.Computing | JobPartyRoles.Data, "https://hospital.example:7443", [new ColumnSpecification("x0", -1, 1)]),
                new PartySpecification("bank", consortium.Bank.Address, JobPartyRoles.KeyHolder | JobPartyRoles.Data, "https://bank.example:7443", [new ColumnSpecification("x1", -1, 1)]),
                .. withDataParty ? (PartySpecification[])[new("agency", consortium.Agency.Address, JobPartyRoles.Data, "https://agency.example:7443", [new ColumnSpecification("x2", -1, 1)])] : [],
            ],
            Records = Records,
            Clusters = Clusters,
            Start = new JobStart(Bytes32.FromBytes(seed), [.. Enumerable.Range(0, Clusters).Select(i => start.FixedPoint.Slice(i * features, features).ToArray().ToImmutableRow())]),
            Rounds = 2,
            RhoUnits = ZeroConcentrated.FromEpsilon(50, 1e-5).Units,
            Delta = 1e-5,
            SignDegree = 3,
            SignGap = 0.2,
            FloodingBits = 20,
            Leakage = "noisy-centroids",
        };
    }

    /// <summary>Columns of records around two points, the same at every call.</summary>
    public static double[] Column(int feature) =>
        [.. Enumerable.Range(0, Records).Select(i => (i % 2 == 0 ? -0.5 : 0.5) + ((((i * 37) + (feature * 11)) % 100 / 100.0) - 0.5) * 0.6)];
}
