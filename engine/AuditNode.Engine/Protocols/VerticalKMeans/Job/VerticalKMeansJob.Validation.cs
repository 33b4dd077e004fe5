using AuditNode.Ckks.Circuits;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Checks.</content>
public sealed partial record VerticalKMeansJob
{
    private const int MaximumColumnNameLength = 128;

    /// <summary>Checks every field.</summary>
    /// <exception cref="InvalidJobException">A field is out of its range; the message names it, what it holds and what is allowed.</exception>
    public void Validate()
    {
        if (!PartyName.IsValid(Id)) throw Refuse(nameof(Id), $"'{Id}' must be 1 to {PartyName.MaximumLength} of a-z, 0-9, '.', '-' and '_'.");
        ValidateParties();
        ValidateRange(nameof(Records), Records, 2, MaximumRecords);
        if (ClusterCount > Records) throw Refuse(nameof(Start), $"There are {ClusterCount} clusters but only {Records} records; start with fewer.");
        if (Start.FeatureCount != FeatureCount)
            throw Refuse(nameof(Start), $"The centroids have {Start.FeatureCount} features, the parties' columns are {FeatureCount}.");
        ValidateRange(nameof(MaximumRounds), MaximumRounds, 1, RoundLimit);
        ValidateRange(nameof(MovementThreshold), MovementThreshold, 0, 2 * Math.Sqrt(Centroids.MaximumFeatures));
        ValidateRange(nameof(SmallClusterThreshold), SmallClusterThreshold, 0, Records);
        ValidateRange(nameof(SignDegree), SignDegree, 3, SignApproximation.MaximumDegree);
        if ((SignDegree & 1) == 0) throw Refuse(nameof(SignDegree), $"{SignDegree} must be odd.");
        ValidateRange(nameof(SignGap), SignGap, 1.0 / 1024, 0.5);
        ValidateRange(nameof(FloodingBits), FloodingBits, 20, 60);
        ValidateRange(nameof(NoiseCandidates), NoiseCandidates, 1, MaximumNoiseCandidates);
        ValidatePrivacy();
        ValidateReceivers();
    }

    private static InvalidJobException Refuse(string field, string message) => new(field, message);

    private static void ValidateRange(string field, double value, double minimum, double maximum)
    {
        if (!(value >= minimum && value <= maximum)) throw Refuse(field, FormattableString.Invariant($"{value} must be {minimum} to {maximum}."));
    }

    private void ValidateParties()
    {
        if (Parties.Count is < 2 or > MaximumParties) throw Refuse(nameof(Parties), $"There are {Parties.Count}; there must be 2 to {MaximumParties}.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JobParty party in Parties)
        {
            if (!PartyName.IsValid(party.Name)) throw Refuse(nameof(Parties), $"'{party.Name}' is no name: use 1 to {PartyName.MaximumLength} of a-z, 0-9, '.', '-' and '_'.");
            if (!names.Add(party.Name)) throw Refuse(nameof(Parties), $"{party.Name} occurs twice.");
            if (!Enum.IsDefined(party.Role)) throw Refuse(nameof(Parties), $"{party.Name} has the unknown role {(int)party.Role}.");
            if (party.Role == PartyRole.DataParty && party.Columns.Count == 0) throw Refuse(nameof(Parties), $"Data party {party.Name} has no columns; leave it out.");
            ValidateColumns(party);
        }

        foreach (PartyRole role in (PartyRole[])[PartyRole.ComputingParty, PartyRole.KeyHolder])
        {
            int count = Parties.Count(p => p.Role == role);
            if (count != 1) throw Refuse(nameof(Parties), $"{count} parties have the role {role}; exactly one must.");
        }

        if (FeatureCount is < 1 or > Centroids.MaximumFeatures)
            throw Refuse(nameof(Parties), $"They have {FeatureCount} columns in all; there must be 1 to {Centroids.MaximumFeatures}.");
    }

    private static void ValidateColumns(JobParty party)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JobColumn column in party.Columns)
        {
            if (column.Name is not { Length: > 0 and <= MaximumColumnNameLength })
                throw Refuse(nameof(Parties), $"A column of {party.Name} has a name of {column.Name?.Length ?? 0} characters; it must have 1 to {MaximumColumnNameLength}.");
            if (!names.Add(column.Name)) throw Refuse(nameof(Parties), $"Column '{column.Name}' of {party.Name} occurs twice.");
            if (!(double.IsFinite(column.Minimum) && double.IsFinite(column.Maximum) && column.Minimum < column.Maximum))
                throw Refuse(nameof(Parties), FormattableString.Invariant($"Column '{column.Name}' of {party.Name} has the bounds {column.Minimum} and {column.Maximum}; they must be finite and ascending."));
        }
    }

    private void ValidatePrivacy()
    {
        if (!Enum.IsDefined(NoiseMode)) throw Refuse(nameof(NoiseMode), $"{(int)NoiseMode} is no mode.");
        if (!(Delta is >= ZeroConcentrated.MinimumDelta and < 1))
            throw Refuse(nameof(Delta), FormattableString.Invariant($"{Delta} must be {ZeroConcentrated.MinimumDelta} to below 1."));
        if (NoiseMode == NoiseMode.None)
        {
            if (Rho != Rho.Zero) throw Refuse(nameof(Rho), $"{Rho} must be 0 where there is no noise.");
        }
        else if (RoundRho == Rho.Zero || Rho > LargestRho)
        {
            throw Refuse(nameof(Rho), $"{Rho} must be {new Rho((UInt128)MaximumRounds)} (a unit for each round) to {LargestRho}.");
        }
    }

    private void ValidateReceivers()
    {
        if (AssignmentReceivers.Count == 0) return;
        if (AssignmentReceivers.Distinct(StringComparer.Ordinal).Count() != AssignmentReceivers.Count)
            throw Refuse(nameof(AssignmentReceivers), "A receiver occurs twice.");
        foreach (string receiver in AssignmentReceivers)
        {
            if (Parties.All(p => p.Name != receiver)) throw Refuse(nameof(AssignmentReceivers), $"'{receiver}' is no party of the job.");
        }

        if (!AssignmentReceivers.Contains(KeyHolder.Name))
            throw Refuse(nameof(AssignmentReceivers), $"The key holder {KeyHolder.Name} decrypts the assignment and so must be among the receivers; name it, or ask for no assignment.");
    }

    /// <summary>Beyond it there is no privacy.</summary>
    private static Rho LargestRho => new((UInt128)1_000_000 * Rho.UnitsPerOne);
}
