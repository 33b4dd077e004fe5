using AuditNode.Chain;
using AuditNode.Records.Operations;

namespace AuditNode.Records.Jobs;

/// <content>Checks.</content>
public sealed partial record JobSpecification
{
    /// <summary>Checks every member. What only the protocol can judge (noise that has room, flooding that is enough) is for the engine.</summary>
    /// <exception cref="RecordFormatException">A member is out of its range; the message names it, what it holds and what is allowed.</exception>
    public void Validate()
    {
        if (Name is not { Length: > 0 and <= 128 }) throw new RecordFormatException("name", $"It has {Name?.Length ?? 0} characters; it must have 1 to 128.");
        if (Protocol != VerticalKMeans) throw new RecordFormatException("protocol", $"It must be '{VerticalKMeans}'.");
        ValidateParties();
        RequireRange("records", Records, 2, 1 << 26);
        RequireRange("clusters", Clusters, 2, Math.Min(MaximumClusters, Records));
        RequireRange("columns", Features, 1, PartySpecification.MaximumColumns);
        Start.Validate(Clusters, Features);
        RequireRange("rounds", Rounds, 1, 1000);
        RequireRange("threshold", Threshold, 0, 64);
        if (!Enum.IsDefined(NoiseMode)) throw new RecordFormatException("noiseMode", $"{(int)NoiseMode} is no mode.");
        if (NoiseMode == JobNoiseMode.None != (RhoUnits == 0)) throw new RecordFormatException("rho", "It must be 0 exactly where noiseMode is 'none'.");
        if (!(Delta is > 0 and < 1)) throw new RecordFormatException("delta", "It must lie between 0 and 1, both excluded.");
        RequireRange("signDegree", SignDegree, 3, 63);
        if ((SignDegree & 1) == 0) throw new RecordFormatException("signDegree", $"It is {SignDegree}; it must be odd.");
        RequireRange("signGap", SignGap, 1.0 / 1024, 0.5);
        RequireRange("smallClusterThreshold", SmallClusterThreshold, 0, Records);
        RequireRange("floodingBits", FloodingBits, 20, 60);
        RequireRange("noiseCandidates", NoiseCandidates, 1, 64);
        RequireRange("beaconDepth", BeaconDepth, 1, MaximumBeaconDepth);
        if (Salt == Bytes32.Zero) throw new RecordFormatException("salt", "It is zero; it must be 32 random bytes, fresh for every job.");
        if (!RecordText.IsLabel(Leakage)) throw new RecordFormatException("leakage", RecordText.LabelRule);
        ValidateReceivers();
    }

    private static void RequireRange(string member, double value, double minimum, double maximum)
    {
        if (!(value >= minimum && value <= maximum))
            throw new RecordFormatException(member, FormattableString.Invariant($"It is {value}; it must lie in [{minimum}, {maximum}]."));
    }

    private void ValidateParties()
    {
        RequireRange("parties", Parties.Count, 2, MaximumParties);
        for (int i = 0; i < Parties.Count; i++) Parties[i].Validate($"parties[{i}]");
        if (Parties.Select(party => party.Name).Distinct(StringComparer.Ordinal).Count() != Parties.Count)
            throw new RecordFormatException("parties", "A name occurs twice; give each party its own.");
        if (Parties.Select(party => party.Institution).Distinct().Count() != Parties.Count)
            throw new RecordFormatException("parties", "An institution occurs twice; it takes part once.");
        foreach ((JobPartyRoles role, string text) in ((JobPartyRoles, string)[])[(JobPartyRoles.Computing, "computing"), (JobPartyRoles.KeyHolder, "key-holder")])
        {
            int count = Parties.Count(party => party.Roles.HasFlag(role));
            if (count != 1) throw new RecordFormatException("parties", $"{count} have the role '{text}'; exactly one must.");
        }
    }

    private void ValidateReceivers()
    {
        if (AssignmentReceivers.Count == 0) return;
        for (int i = 0; i < AssignmentReceivers.Count; i++)
        {
            if (PartyNamed(AssignmentReceivers[i]) is null || AssignmentReceivers.Take(i).Contains(AssignmentReceivers[i]))
                throw new RecordFormatException($"assignmentReceivers[{i}]", "It must be the name of a party, each once.");
        }

        if (!AssignmentReceivers.Contains(Parties.Single(party => party.Roles.HasFlag(JobPartyRoles.KeyHolder)).Name))
            throw new RecordFormatException("assignmentReceivers", "The key holder decrypts the assignment and so must be among the receivers.");
    }
}
