using System.Globalization;

namespace AuditNode.Engine.Data.Generators;

/// <summary>
/// SynthPriv: invented persons with names, addresses, dates of birth and a sensitive condition, and health figures in known clusters. The
/// same seed gives the same table on every machine. Nobody real is in it.
/// </summary>
public sealed record PersonRecords
{
    /// <summary>The most features.</summary>
    public const int MaximumFeatures = 64;

    // How often a person has the condition that is typical of the cluster, rather than any.
    private const double TypicalShare = 0.6;

    private static readonly DateOnly ReferenceDate = new(2024, 1, 1);

    private static readonly FeatureBounds[] Figures =
    [
        new("age", 18, 100), new("income", 0, 200_000), new("bmi", 15, 50), new("systolic", 80, 200), new("cholesterol", 100, 320),
        new("visits", 0, 40),
    ];

    private readonly GaussianClusters _clusters;

    /// <summary>Describes persons.</summary>
    /// <param name="records">n, from 1 to <see cref="GaussianClusters.MaximumRecords"/>.</param>
    /// <param name="clusters">k, from 1 to <see cref="GaussianClusters.MaximumClusters"/> and at most n.</param>
    /// <param name="features">
    /// Numeric columns, from 1 to <see cref="MaximumFeatures"/>, age always among them: age (years), income, bmi (kg/m²), systolic
    /// (mmHg), cholesterol (mg/dl), visits (a year), then indicator7, indicator8 ... from 0 to 100.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public PersonRecords(int records, int clusters, int features = 6)
    {
        if (features is < 1 or > MaximumFeatures)
            throw new ArgumentOutOfRangeException(nameof(features), features, $"There must be 1 to {MaximumFeatures} features.");
        _clusters = new GaussianClusters(records, clusters, features);
    }

    /// <summary>As in <see cref="GaussianClusters.Separation"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public double Separation
    {
        get => _clusters.Separation;
        init => _clusters = _clusters with { Separation = value };
    }

    /// <summary>
    /// The schema of a generated table: the identifier person_id; sensitive given_name, family_name, address, postcode, town,
    /// date_of_birth (ISO 8601) and condition; the numeric columns with their bounds; the label "profile", 0 ... k - 1.
    /// </summary>
    public TableSchema Schema => new(
    [
        ColumnSchema.Identifier("person_id"), ColumnSchema.Sensitive("given_name"), ColumnSchema.Sensitive("family_name"),
        ColumnSchema.Sensitive("address"), ColumnSchema.Sensitive("postcode"), ColumnSchema.Sensitive("town"),
        ColumnSchema.Sensitive("date_of_birth"), ColumnSchema.Sensitive("condition"),
        .. Bounds().Select(b => ColumnSchema.Numeric(b.Name, b.Lower, b.Upper)), ColumnSchema.Label("profile"),
    ]);

    /// <summary>Generates from a number.</summary>
    /// <param name="seed">Any number.</param>
    public ClusteredTable Generate(ulong seed) => Generate(VariateStream.Seed(seed));

    /// <summary>Generates from a seed.</summary>
    /// <param name="seed">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The seed is not 32 bytes.</exception>
    public ClusteredTable Generate(ReadOnlySpan<byte> seed)
    {
        ClusteredTable clusters = _clusters.Generate(seed);
        using var variates = new VariateStream(seed, "AuditNode.Engine.Data/person-records");
        LabelColumn label = clusters.Table.Label!;
        FeatureBounds[] bounds = Bounds();
        double[][] figures = [.. bounds.Select((b, f) =>
            Array.ConvertAll(((NumericColumn)clusters.Table.Columns[f]).Values, v => Math.Round(b.Restore(v), 2)))];
        TableSchema schema = Schema;
        int texts = schema.Columns.Count - bounds.Length - 1;
        var cells = new string[texts][];
        for (int column = 0; column < texts; column++) cells[column] = new string[label.Count];
        for (int r = 0; r < label.Count; r++)
        {
            string[] person = Describe(variates, r, figures[0][r], label.Classes[r]);
            for (int column = 0; column < texts; column++) cells[column][r] = person[column];
        }

        Column[] columns =
        [
            .. cells.Select((c, i) => new TextColumn(schema.Columns[i], c)),
            .. figures.Select((values, f) => new NumericColumn(schema.Columns[texts + f], values)),
            new LabelColumn(schema.Columns[^1], label.Classes, label.ClassNames),
        ];
        return clusters with { Table = new Table(schema, columns) };
    }

    private static string[] Describe(VariateStream variates, int record, double age, int cluster)
    {
        int town = variates.NextInteger(PersonNames.Towns.Length);
        DateOnly birth = ReferenceDate.AddDays(-(int)(age * 365.2425));
        string condition = variates.NextUniform() < TypicalShare
            ? PersonNames.Conditions[cluster % PersonNames.Conditions.Length]
            : variates.Pick(PersonNames.Conditions);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"P{record + 1:D8}"),
            variates.Pick(PersonNames.Given),
            variates.Pick(PersonNames.Family),
            string.Create(CultureInfo.InvariantCulture, $"{variates.NextInteger(199) + 1} {variates.Pick(PersonNames.Streets)}"),
            string.Create(CultureInfo.InvariantCulture, $"{10_000 + 500 * town + variates.NextInteger(60)}"),
            PersonNames.Towns[town],
            birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            condition,
        ];
    }

    private FeatureBounds[] Bounds() =>
    [
        .. Figures.Take(_clusters.FeatureCount),
        .. Enumerable.Range(Figures.Length + 1, Math.Max(0, _clusters.FeatureCount - Figures.Length))
            .Select(i => new FeatureBounds(string.Create(CultureInfo.InvariantCulture, $"indicator{i}"), 0, 100)),
    ];
}
