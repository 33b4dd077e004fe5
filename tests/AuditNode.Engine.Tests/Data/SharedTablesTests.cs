using System.Globalization;
using AuditNode.Engine.Data;

namespace AuditNode.Engine.Tests.Data;

/// <summary>Published data sets are read whole, with the counts that their documentation gives.</summary>
public class SharedTablesTests
{
    public static TheoryData<string, int, string, string> Labelled => new()
    {
        { "s1.csv", 5000, "x 0 1000000,y 0 1000000,label", "15 classes of 300 to 350" },
        {
            "adult.csv.gz", 48842, "age 17 90,fnlwgt 0 1500000,education_num 1 16,capital_gain 0 99999,capital_loss 0 4400," +
            "hours_per_week 1 99,income", "<=50K 37155,>50K 11687"
        },
        {
            "bank_additional_full.csv.gz", 41188, "age 17 98,duration 0 5000,campaign 1 60,emp.var.rate -4 2,cons.price.idx 92 95," +
            "cons.conf.idx -51 -26,y", "no 36548,yes 4640"
        },
        {
            "bank_features7.csv.gz", 30488, "age 17 98,duration 0 5000,emp.var.rate -4 2,cons.price.idx 92 95,cons.conf.idx -51 -26," +
            "euribor3m 0 6,nr.employed 4900 5300,y", "no 26629,yes 3859"
        },
        {
            "har_pca10.csv.gz", 10299, "pc1 -1 1,pc2 -1 1,pc3 -1 1,pc4 -1 1,pc5 -1 1,pc6 -1 1,pc7 -1 1,pc8 -1 1," +
            "pc9 -1 1,pc10 -1 1,activity",
            "LAYING 1944,SITTING 1777,STANDING 1906,WALKING 1722,WALKING_DOWNSTAIRS 1406,WALKING_UPSTAIRS 1544"
        },
        { "iot_room_climate_100k.csv.gz", 100000, "occupants", "0 56844,1 26911,2 16245" },
        {
            "taxi_features8.csv.gz", 100000, "pickup_hour 0 24,passenger_count 0 9,pickup_longitude -75 -73,pickup_latitude 40 41.5," +
            "dropoff_longitude -75 -73,dropoff_latitude 40 41.5,trip_distance 0 50,duration_s 0 7200", ""
        },
    };

    [DataTheory]
    [MemberData(nameof(Labelled))]
    public void A_published_set_is_read_whole(string file, int records, string columns, string labels)
    {
        var schema = new TableSchema([.. columns.Split(',').Select(Parse)]);
        using Stream text = SharedData.Open(file);
        Table table = new TableReader(schema).Read(text);

        Assert.Equal(records, table.RecordCount);
        if (table.Label is { } label)
        {
            string[] counts = [.. label.ClassNames.Select((name, c) => $"{name} {label.Classes.Count(x => x == c)}")];
            int[] sizes = [.. label.Classes.CountBy(c => c).Select(p => p.Value)];
            if (file == "s1.csv") Assert.Equal((15, 300, 350), (counts.Length, sizes.Min(), sizes.Max()));
            else Assert.Equal(labels.Split(','), counts);
        }

        if (schema.FeatureCount == 0) return;
        ScaledFeatures scaled = new FeatureScaler(schema).Scale(table);
        Assert.True(scaled.Columns.All(c => c.All(v => v is >= -1 and <= 1)));

        // The bounds above cover all but a few stray records, such as the taxi rides with a coordinate of 0.
        Assert.All(scaled.Clipping, c => Assert.InRange(c.Below + c.Above, 0, records / 50));
    }

    [DataFact]
    public void The_561_features_of_HAR_are_read_from_its_three_parts_within_their_documented_bounds()
    {
        var schema = new TableSchema([ColumnSchema.Label("activity"), ColumnSchema.Sensitive("subject"),
            .. Enumerable.Range(1, 561).Select(f => ColumnSchema.Numeric($"f{f:D3}", -1, 1))]);
        int records = 0;
        for (int part = 1; part <= 3; part++)
        {
            using Stream text = SharedData.Open($"har_features_part{part}.csv.gz");
            Table table = new TableReader(schema).Read(text);
            Assert.Equal(6, table.Label!.ClassNames.Count);
            Assert.All(new FeatureScaler(schema).Scale(table).Clipping, c => Assert.Equal((0, 0), (c.Below, c.Above)));
            records += table.RecordCount;
        }

        Assert.Equal(10299, records);
    }

    [DataFact]
    public void The_categories_of_Adult_become_features_where_all_are_agreed_and_its_question_marks_are_refused_otherwise()
    {
        string[] all = ["Private", "Self-emp-not-inc", "Self-emp-inc", "Federal-gov", "Local-gov", "State-gov", "Without-pay",
            "Never-worked", "?"];
        Table Read(IReadOnlyList<string> categories)
        {
            using Stream text = SharedData.Open("adult.csv.gz");
            var schema = new TableSchema([ColumnSchema.Categorical("workclass", categories, CategoricalEncoding.OneHot)]);
            return new TableReader(schema).Read(text);
        }

        Assert.Equal(2799, Read(all).Categorical("workclass").Codes.Count(c => c == 8));
        DataException e = Assert.Throws<DataException>(() => Read(all[..^1]));
        Assert.Equal((DataError.UnknownCategory, "workclass"), (e.Error, e.Column));
    }

    [DataFact]
    public void Missing_texts_of_Febrl_are_imputed_where_agreed_and_counted()
    {
        using Stream text = SharedData.Open("febrl_dataset3.csv.gz");
        Table table = new TableReader(new TableSchema([ColumnSchema.Identifier("rec_id"), ColumnSchema.Sensitive("given_name", ""),
            ColumnSchema.Sensitive("address_2", "")])).Read(text);

        Assert.Equal((5000, 156, 693), (table.RecordCount, table.Columns[1].ImputedCount, table.Columns[2].ImputedCount));
    }

    private static ColumnSchema Parse(string column) => column.Split(' ') is [var name, var lower, var upper]
        ? ColumnSchema.Numeric(name, double.Parse(lower, CultureInfo.InvariantCulture),
            double.Parse(upper, CultureInfo.InvariantCulture))
        : ColumnSchema.Label(column);
}
