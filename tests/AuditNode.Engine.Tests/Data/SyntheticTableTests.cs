using AuditNode.Engine.Data;
using AuditNode.Engine.Data.Generators;

namespace AuditNode.Engine.Tests.Data;

public class SyntheticTableTests
{
    [Fact]
    public void Persons_have_clusters_in_their_figures_and_text_that_follows_from_nothing_private()
    {
        var persons = new PersonRecords(2000, 4, 8);
        ClusteredTable sample = persons.Generate(TestSeed.Value);
        Table table = sample.Table;

        Assert.Equal(["age", "income", "bmi", "systolic", "cholesterol", "visits", "indicator7", "indicator8"],
            table.Schema.Features().Select(f => f.Name));
        Assert.Equal(2000, table.Identifier!.Cells.Distinct().Count());
        Assert.All(new FeatureScaler(table.Schema).Scale(table).Clipping, c => Assert.Equal((0, 0), (c.Below, c.Above)));
        Assert.All(sample.Centres, c => Assert.Equal(8, c.Length));
        Assert.True(OwnCentreIsNearest(sample) > 0.95);
    }

    [Fact]
    public void A_persons_date_of_birth_goes_with_the_age_and_the_condition_with_the_profile()
    {
        Table table = new PersonRecords(3000, 3).Generate(TestSeed.Value).Table;
        double[] ages = table.Numeric("age").Values;
        string[] births = table.Text("date_of_birth").Cells, conditions = table.Text("condition").Cells;

        Assert.All(Enumerable.Range(0, 3000), r => Assert.InRange(2024 - int.Parse(births[r][..4]) - ages[r], -0.01, 1.01));
        foreach (IGrouping<int, int> profile in Enumerable.Range(0, 3000).GroupBy(r => table.Label!.Classes[r]))
            Assert.InRange(profile.CountBy(r => conditions[r]).Max(p => p.Value) / (double)profile.Count(), 0.55, 0.72);
    }

    [Fact]
    public void A_sensor_log_has_every_room_in_turn_and_readings_that_fit_what_is_done_there()
    {
        Table table = new SensorLog(20_000).Generate(TestSeed.Value);
        int[] rooms = table.Categorical("room").Codes, activities = table.Label!.Classes;
        double[] motion = table.Numeric("motion").Values, humidity = table.Numeric("humidity").Values;
        int wash = table.Label.ClassNames.ToList().IndexOf("wash");
        double Mean(double[] values, Func<int, bool> where) => Enumerable.Range(0, 20_000).Where(where).Average(r => values[r]);

        Assert.All(Enumerable.Range(0, 20_000), r => Assert.Equal(r % SensorLog.Rooms.Count, rooms[r]));
        Assert.Equal(20_000, table.Identifier!.Cells.Distinct().Count());
        Assert.All(new FeatureScaler(table.Schema).Scale(table).Clipping, c => Assert.Equal((0, 0), (c.Below, c.Above)));
        Assert.Equal(table.Label.ClassNames.Count, activities.Distinct().Count());
        Assert.True(Mean(motion, r => activities[r] == wash) > 10 * Mean(motion, r => activities[r] == 0));
        Assert.True(Mean(humidity, r => activities[r] == wash) > 3 + Mean(humidity, r => activities[r] == 0 && rooms[r] == 1));
    }

    [Fact]
    public void Every_generator_repeats_itself_and_its_tables_survive_a_file()
    {
        Func<ulong, Table>[] generators =
            [s => new PersonRecords(300, 3).Generate(s).Table, new SensorLog(300).Generate, s => new GaussianClusters(300, 3, 2).Generate(s).Table];
        foreach (Func<ulong, Table> generate in generators)
        {
            byte[] text = TableWriterTests.Bytes(generate(TestSeed.Value));
            Assert.Equal(text, TableWriterTests.Bytes(generate(TestSeed.Value)));
            Assert.NotEqual(text, TableWriterTests.Bytes(generate(TestSeed.Value + 1)));
            Table table = generate(TestSeed.Value);
            Assert.True(TableWriterTests.Same(table, new TableReader(table.Schema).Read(new MemoryStream(text))));
        }
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PersonRecords(10, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PersonRecords(10, 2, PersonRecords.MaximumFeatures + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PersonRecords(10, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SensorLog(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SensorLog(10, 0));
        Assert.Throws<ArgumentException>(() => new GaussianClusters(10, 2, 2).Generate(new byte[31]));
    }

    private static double OwnCentreIsNearest(ClusteredTable sample)
    {
        double[][] rows = new FeatureScaler(sample.Table.Schema).Scale(sample.Table).ToRows();
        int[] classes = sample.Table.Label!.Classes;
        int Nearest(double[] row) =>
            Enumerable.Range(0, sample.Centres.Count).MinBy(c => row.Zip(sample.Centres[c], (x, y) => (x - y) * (x - y)).Sum());
        return Enumerable.Range(0, rows.Length).Count(r => Nearest(rows[r]) == classes[r]) / (double)rows.Length;
    }
}
