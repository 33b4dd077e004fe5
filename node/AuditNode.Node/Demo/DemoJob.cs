using System.Collections.Immutable;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Data;
using AuditNode.Engine.Metrics;
using AuditNode.Engine.Privacy;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Demo;

/// <summary>The job of the demonstration, and how good its result is.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Data">The table.</param>
internal sealed record DemoJob(DemoOptions Options, DemoData Data)
{
    private readonly byte[] seed = RandomNumberGenerator.GetBytes(SpacedStart.SeedLength);

    private double Delta => 1.0 / Data.Records;

    private Centroids Start => SpacedStart.Create(Options.Clusters, Data.Columns.Length, seed);

    /// <summary>The specification for two institutions, the first of which computes and the second of which holds the key.</summary>
    public JobSpecification Specify(DemoInstitution first, DemoInstitution second) => new()
    {
        Name = "demonstration",
        Parties =
        [
            PartyOf(first, JobPartyRoles.Computing | JobPartyRoles.Data, ..Data.Split),
            PartyOf(second, JobPartyRoles.KeyHolder | JobPartyRoles.Data, Data.Split..),
        ],
        Records = Data.Records,
        Clusters = Options.Clusters,
        Start = new JobStart(
            Bytes32.FromBytes(seed), [.. Start.FixedPoint.ToArray().Chunk(Data.Columns.Length).Select(row => row.ToImmutableArray())]),
        Rounds = Options.Rounds,
        RhoUnits = ZeroConcentrated.FromEpsilon(Options.Epsilon, Delta).Units,
        Delta = Delta,
        SignDegree = AssignmentPolynomial.DefaultDegree(Options.Clusters),
        SignGap = AssignmentPolynomial.DefaultGap(Options.Clusters),
        NoiseCandidates = Options.NoiseCandidates,
        Leakage = "noisy-sums",
    };

    /// <summary>Loss (features in [0, 1]) and accuracy of a result, and of exact k-means from the same start; accuracy only where classes are known.</summary>
    /// <param name="fixedPoint">Coordinates of all centroids, one after the other, in units of 2^-32.</param>
    public (DemoQuality Result, DemoQuality Lloyd) Judge(ReadOnlySpan<long> fixedPoint)
    {
        var bounds = Data.Columns.Zip(Data.Bounds, (name, bound) => new FeatureBounds(name, bound.Minimum, bound.Maximum));
        var scaled = new FeatureScaler([.. bounds]).Scale([.. Data.Values]);
        double[][] records = [.. Enumerable.Range(0, Data.Records).Select(r => scaled.Columns.Select(column => column[r]).ToArray())];
        return (
            Measure(records, new Centroids(Options.Clusters, Data.Columns.Length, fixedPoint)),
            Measure(records, Lloyd.Run(records, Start, Options.Rounds).Centroids));
    }

    private DemoQuality Measure(double[][] records, Centroids centroids)
    {
        var loss = KMeansLoss.Compute(records, centroids) * KMeansLoss.UnitBoxFactor;
        return Data.Classes is { } classes
            ? new DemoQuality(loss, ClusteringAccuracy.Compute(classes, new NearestCentroid(centroids).AssignAll(records)))
            : new DemoQuality(loss, null);
    }

    private PartySpecification PartyOf(DemoInstitution institution, JobPartyRoles roles, Range columns) => new(
        institution.Name, institution.Address, roles, $"https://127.0.0.1:{institution.Port}",
        [.. Data.Columns.Zip(Data.Bounds, (name, bound) => new ColumnSpecification(name, bound.Minimum, bound.Maximum)).ToArray()[columns]]);
}

/// <summary>How good centroids are.</summary>
/// <param name="Loss">Mean squared distance to the nearest centroid, features in [0, 1].</param>
/// <param name="Accuracy">Part of the records in their class's cluster; null where classes are not known.</param>
internal sealed record DemoQuality(double Loss, double? Accuracy);
