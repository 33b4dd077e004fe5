using System.Text.Json.Serialization;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Data;

/// <summary>
/// Which party holds which columns of the same records. The order of the parties is that of their features in a centroid: the first party's
/// features, then the second's, and so on. Immutable. As JSON, an object
/// with the member parties.
/// </summary>
public sealed class VerticalPartition
{
    /// <summary>The most parties.</summary>
    public const int MaximumParties = 64;

    private readonly int[] _firstFeatures;

    /// <summary>Checks and takes over the parties.</summary>
    /// <param name="parties">
    /// 1 to <see cref="MaximumParties"/> parties of different names. Only identifier columns may have the same name at several of them;
    /// either all parties have one or none, and at most one party has a label.
    /// </param>
    /// <exception cref="DataException">The parties or their columns are not as they have to be.</exception>
    [JsonConstructor]
    public VerticalPartition(params IReadOnlyList<PartyColumns> parties)
    {
        Require(parties is { Count: >= 1 and <= MaximumParties }, $"there are {parties?.Count ?? 0} parties", $"1 to {MaximumParties}",
            "correct the list of parties");
        foreach (PartyColumns party in parties!)
        {
            ColumnSchema.CheckName(party?.Party, "the name of a party");
            Require(party!.Schema is not null, $"party '{party.Party}' has no schema", "a schema for each party", "name its columns");
        }


        Require(parties.Select(p => p.Party).Distinct(StringComparer.Ordinal).Count() == parties.Count, "two parties have the same name",
            "different names",
            "rename one of the two");
        var owners = new HashSet<string>(StringComparer.Ordinal);
        foreach (ColumnSchema column in parties.SelectMany(p => p.Schema.Columns).Where(c => c.Role != ColumnRole.Identifier))
            Require(owners.Add(column.Name), "two parties hold the column", "one party for each column", "leave it out at one of the two",
                column.Name);
        ColumnSchema[] identifiers = [.. parties.SelectMany(p => p.Schema.Columns).Where(c => c.Role == ColumnRole.Identifier)];
        foreach (ColumnSchema identifier in identifiers)
            Require(!owners.Contains(identifier.Name), "the identifier of one party is another column elsewhere", "the same role",
                "rename one of the two", identifier.Name);
        Require(identifiers.Length == 0 || identifiers.Length == parties.Count, "some parties have an identifier column and some have none",
            "all or none",
            "add or leave out the identifier columns");
        Require(parties.Sum(p => p.Schema.Columns.Count(c => c.Role == ColumnRole.Label)) <= 1, "several parties have a label",
            "at most one", "leave out the others");
        int features = parties.Sum(p => p.Schema.FeatureCount);
        Require(features is >= 1 and <= Centroids.MaximumFeatures, $"there are {features} features", $"1 to {Centroids.MaximumFeatures}",
            "choose other columns, or ordinal instead of one-hot encodings");
        Parties = [.. parties];
        _firstFeatures = new int[parties.Count + 1];
        for (int p = 0; p < parties.Count; p++) _firstFeatures[p + 1] = _firstFeatures[p] + parties[p].Schema.FeatureCount;
    }

    /// <summary>The parties, in the order of their features.</summary>
    [JsonPropertyName("parties")]
    public IReadOnlyList<PartyColumns> Parties { get; }

    /// <summary>d, the number of features over all parties.</summary>
    [JsonIgnore]
    public int FeatureCount => _firstFeatures[^1];

    /// <summary>All features with their bounds, in the order of a centroid's coordinates.</summary>
    public IReadOnlyList<FeatureBounds> Features() => [.. Parties.SelectMany(p => p.Schema.Features())];

    /// <summary>A party's place in <see cref="Parties"/>.</summary>
    /// <param name="party">The party's name.</param>
    /// <exception cref="DataException">There is no such party.</exception>
    public int IndexOf(string party)
    {
        for (int p = 0; p < Parties.Count; p++)
        {
            if (Parties[p].Party == party) return p;
        }

        throw new DataException(DataError.BadPartition, "there is no party of this name", string.Join(", ", Parties.Select(p => p.Party)),
            "correct the name");
    }

    /// <summary>The coordinates of a centroid that belong to a party: first one, and the one after the last.</summary>
    /// <param name="party">The party's name.</param>
    /// <exception cref="DataException">There is no such party.</exception>
    public Range FeaturesOf(string party)
    {
        int index = IndexOf(party);
        return _firstFeatures[index].._firstFeatures[index + 1];
    }

    /// <summary>The party that holds a feature.</summary>
    /// <param name="feature">A coordinate of a centroid, from 0 to d - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature.</exception>
    public PartyColumns OwnerOf(int feature)
    {
        if ((uint)feature >= (uint)FeatureCount)
            throw new ArgumentOutOfRangeException(nameof(feature), feature, $"A feature is from 0 to {FeatureCount - 1}.");
        int party = 0;
        while (feature >= _firstFeatures[party + 1]) party++;
        return Parties[party];
    }

    /// <summary>Deals a table's columns to the parties, for simulations that have all of them; cells are shared, not copied.</summary>
    /// <param name="table">A table with every party's columns.</param>
    /// <returns>A table for each party, in their order.</returns>
    /// <exception cref="DataException">The table lacks a column.</exception>
    public IReadOnlyList<Table> Split(Table table) => [.. Parties.Select(p => table.Select([.. p.Schema.Columns.Select(c => c.Name)]))];

    private static void Require(bool condition, string problem, string range, string remedy, string? column = null)
    {
        if (!condition) throw new DataException(DataError.BadPartition, problem, range, remedy, column);
    }
}
