using System.Globalization;

namespace AuditNode.Engine.Data.Generators;

/// <summary>
/// An invented smart-home log: at every interval each room's device reports temperature, humidity, light and motion while somebody goes
/// about the day. The same seed gives the same table on every machine.
/// </summary>
public sealed record SensorLog
{
    private const double Sunrise = 6, Sunset = 20;

    // How much of a room's extra warmth and damp is left after one interval.
    private const double Inertia = 0.9;

    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Describes a log.</summary>
    /// <param name="records">
    /// Readings, from 1 to <see cref="GaussianClusters.MaximumRecords"/>; five rooms report at every interval.
    /// </param>
    /// <param name="intervalSeconds">Seconds between two reports of a room, from 1 to 3,600.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public SensorLog(int records, int intervalSeconds = 300)
    {
        if (records is < 1 or > GaussianClusters.MaximumRecords)
            throw new ArgumentOutOfRangeException(nameof(records), records,
                $"There must be 1 to {GaussianClusters.MaximumRecords} records.");
        if (intervalSeconds is < 1 or > 3600)
            throw new ArgumentOutOfRangeException(nameof(intervalSeconds), intervalSeconds, "The interval is from 1 to 3600 seconds.");
        (RecordCount, IntervalSeconds) = (records, intervalSeconds);
    }

    /// <summary>The rooms.</summary>
    public static IReadOnlyList<string> Rooms { get; } = ["bedroom", "bathroom", "kitchen", "living room", "study"];

    /// <summary>The number of readings.</summary>
    public int RecordCount { get; }

    /// <summary>Seconds between two reports of a room.</summary>
    public int IntervalSeconds { get; }

    /// <summary>
    /// The schema of a generated table: the identifier reading; the sensitive device; hour (of the day), the categorical room (one-hot),
    /// temperature (degrees Celsius), humidity (per cent), light (lux), motion (0 or 1); the label "activity", what is done in the room,
    /// or "empty".
    /// </summary>
    public TableSchema Schema => new(
    [
        ColumnSchema.Identifier("reading"), ColumnSchema.Sensitive("device"), ColumnSchema.Numeric("hour", 0, 24),
        ColumnSchema.Categorical("room", Rooms, CategoricalEncoding.OneHot), ColumnSchema.Numeric("temperature", 10, 35),
        ColumnSchema.Numeric("humidity", 0, 100),
        ColumnSchema.Numeric("light", 0, 800), ColumnSchema.Numeric("motion", 0, 1),
        ColumnSchema.Label("activity", ["empty", .. HouseholdActivity.All.Where(a => a.Room >= 0).Select(a => a.Name)]),
    ]);

    /// <summary>Generates from a number.</summary>
    /// <param name="seed">Any number.</param>
    public Table Generate(ulong seed) => Generate(VariateStream.Seed(seed));

    /// <summary>Generates from a seed.</summary>
    /// <param name="seed">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The seed is not 32 bytes.</exception>
    public Table Generate(ReadOnlySpan<byte> seed)
    {
        using var variates = new VariateStream(seed, "AuditNode.Engine.Data/sensor-log");
        int n = RecordCount;
        var (reading, device, room, activity) = (new string[n], new string[n], new int[n], new int[n]);
        var (hour, temperature, humidity, light, motion) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        var (warmth, damp) = (new double[Rooms.Count], new double[Rooms.Count]);
        HouseholdActivity current = HouseholdActivity.All[0];
        for (int i = 0; i < n; i++)
        {
            int r = i % Rooms.Count;
            DateTime time = Start.AddSeconds((long)(i / Rooms.Count) * IntervalSeconds);
            double h = time.TimeOfDay.TotalHours;
            if (r == 0) current = Continue(variates, current, h);
            bool present = current.Room == r;
            warmth[r] = Inertia * warmth[r] + (1 - Inertia) * (present ? current.Heat : 0);
            damp[r] = Inertia * damp[r] + (1 - Inertia) * (present ? current.Damp : 0);
            reading[i] = string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss'Z'}/{Rooms[r]}");
            device[i] = string.Create(CultureInfo.InvariantCulture, $"sensor-{r + 1:D2}");
            (hour[i], room[i]) = (Math.Round(h, 4), r);
            temperature[i] = Reading(19.5 + 0.5 * (r % 3) + 2 * Daylight(h) + warmth[r] + 0.2 * variates.NextNormal(), 10, 35);
            humidity[i] = Reading(42 + 3 * (r % 2) + damp[r] + 0.8 * variates.NextNormal(), 0, 100);
            bool lamp = present && current.Name != "sleep" && Daylight(h) < 0.4;
            light[i] = Reading(500 * Daylight(h) + (lamp ? 180 : 0) + 8 * variates.NextNormal(), 0, 800);
            motion[i] = variates.NextUniform() < (present ? current.Motion : 0.01) ? 1 : 0;
            activity[i] = present ? 1 + Array.IndexOf(HouseholdActivity.All, current) : 0;
        }

        TableSchema schema = Schema;
        IReadOnlyList<ColumnSchema> s = schema.Columns;
        return new Table(schema,
        [
            new TextColumn(s[0], reading), new TextColumn(s[1], device), new NumericColumn(s[2], hour), new CategoricalColumn(s[3], room),
            new NumericColumn(s[4], temperature), new NumericColumn(s[5], humidity), new NumericColumn(s[6], light),
            new NumericColumn(s[7], motion),
            new LabelColumn(s[8], activity, s[8].Categories!),
        ]);
    }

    // Somebody keeps at what they do for three quarters of an hour on average, then takes up what fits the hour.
    private HouseholdActivity Continue(VariateStream variates, HouseholdActivity current, double hour)
    {
        if (variates.NextUniform() >= IntervalSeconds / 2700.0) return current;
        double rest = variates.NextUniform(0, HouseholdActivity.All.Sum(a => a.Weight(hour)));
        return HouseholdActivity.All.FirstOrDefault(a => (rest -= a.Weight(hour)) < 0) ?? current;
    }

    // A parabola from sunrise to sunset, 1 at noon between them: close enough to a sine, and the same on every machine.
    private static double Daylight(double hour) =>
        Math.Max(0, 4 * (hour - Sunrise) * (Sunset - hour) / ((Sunset - Sunrise) * (Sunset - Sunrise)));

    private static double Reading(double value, double lower, double upper) => Math.Round(Math.Clamp(value, lower, upper), 2);
}
