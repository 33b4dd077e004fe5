using AuditNode.Chain;
using AuditNode.Records.Jobs;

namespace AuditNode.Records.Tests.Jobs;

/// <summary>A specification of three parties, four columns and two clusters.</summary>
internal static class SampleSpecification
{
    /// <summary>The same bytes at every call.</summary>
    public static JobSpecification Create() => CreateWithOwnSalt() with { Salt = Bytes32.Parse("0x" + new string('6', 64)) };

    /// <summary>With the salt that a specification has by itself.</summary>
    public static JobSpecification CreateWithOwnSalt() => new()
    {
        Name = "Three hospitals \u2013 trial",
        Parties =
        [
            Party("compute", 1, JobPartyRoles.Computing | JobPartyRoles.Data, new ColumnSpecification("age", 0, 120)),
            Party("keys", 2, JobPartyRoles.KeyHolder | JobPartyRoles.Data, new ColumnSpecification("blood pressure", -1.5, 1e-7), new ColumnSpecification("age", 0, 1)),
            Party("lab", 3, JobPartyRoles.Data, new ColumnSpecification("glucose", 0.1, 1e22)),
        ],
        Records = 1000,
        Clusters = 2,
        Start = new JobStart(Bytes32.Parse("0x" + new string('5', 64)), [[-(1L << 32), 0, 1, 2], [1L << 32, 3, 4, 5]]),
        Rounds = 10,
        RhoUnits = 25_000_000_000,
        Delta = 1e-6,
        SignDegree = 15,
        SignGap = 0.05,
        AssignmentReceivers = ["lab", "keys"],
        Leakage = "noisy-sums",
    };

    private static PartySpecification Party(string name, int number, JobPartyRoles roles, params IReadOnlyList<ColumnSpecification> columns) =>
        new(name, Address.Parse($"0x{number:x40}"), roles, $"https://{name}.example:7443", columns);
}
