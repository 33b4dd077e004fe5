using System.Collections.Immutable;
using AuditNode.Chain;
using AuditNode.Records.Canonical;

namespace AuditNode.Records.Jobs;

/// <summary>Where a clustering starts: centroids that were chosen without looking at data.</summary>
/// <param name="Seed">What they were drawn from, for whoever draws them again; 32 zero bytes where there is no seed.</param>
/// <param name="Centroids">k rows of d coordinates in units of 2^-32, each from -2^32 to 2^32.</param>
public sealed record JobStart(Bytes32 Seed, ImmutableArray<ImmutableArray<long>> Centroids)
{
    private const long One = 1L << 32;

    internal void Validate(int clusters, int features)
    {
        if (Centroids.IsDefault || Centroids.Length != clusters)
            throw new RecordFormatException("start.centroids", $"It must have as many rows as there are clusters, {clusters}.");
        for (int i = 0; i < clusters; i++)
        {
            if (Centroids[i].IsDefault || Centroids[i].Length != features)
                throw new RecordFormatException($"start.centroids[{i}]", $"It must have as many coordinates as the parties have columns, {features}.");
            if (Centroids[i].Any(value => value is < -One or > One))
                throw new RecordFormatException($"start.centroids[{i}]", "A coordinate lies in [-2^32, 2^32], which stands for [-1, 1].");
        }
    }

    internal CanonicalObject ToValue() => new MemberWriter()
        .Add("seed", Seed)
        .Add("centroids", Centroids.Select(row => new CanonicalList([.. row.Select(value => new CanonicalInteger(value))])))
        .ToObject();

    internal static JobStart Read(MemberReader reader)
    {
        Bytes32 seed = reader.Word("seed");
        ImmutableArray<CanonicalValue> rows = reader.Items("centroids", JobSpecification.MaximumClusters);
        var centroids = ImmutableArray.CreateBuilder<ImmutableArray<long>>(rows.Length);
        for (int i = 0; i < rows.Length; i++) centroids.Add(ReadRow(rows[i], $"start.centroids[{i}]"));
        reader.End();
        return new JobStart(seed, centroids.MoveToImmutable());
    }

    private static ImmutableArray<long> ReadRow(CanonicalValue value, string path)
    {
        if (value is not CanonicalList list || list.Items.Any(item => item is not CanonicalInteger))
            throw new RecordFormatException(path, "It must be a list of integers.");
        return [.. list.Items.Select(item => ((CanonicalInteger)item).Value)];
    }
}
