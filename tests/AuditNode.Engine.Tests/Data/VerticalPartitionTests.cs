using System.Text.Json;
using AuditNode.Engine.Data;

namespace AuditNode.Engine.Tests.Data;

public class VerticalPartitionTests
{
    private static readonly TableSchema Whole = new(
    [
        ColumnSchema.Identifier("id"), ColumnSchema.Numeric("a", 0, 1), ColumnSchema.Numeric("b", 0, 2), ColumnSchema.Label("k"),
        ColumnSchema.Categorical("c", ["x", "y", "z"], CategoricalEncoding.OneHot),
    ]);

    private static readonly VerticalPartition TwoBanks = new(new PartyColumns("north", Whole.Select("id", "c", "k")),
        new PartyColumns("south", Whole.Select("id", "b", "a")));

    [Fact]
    public void Features_are_numbered_party_by_party()
    {
        Assert.Equal(["c=x", "c=y", "c=z", "b", "a"], TwoBanks.Features().Select(f => f.Name));
        Assert.Equal((0..3, 3..5), (TwoBanks.FeaturesOf("north"), TwoBanks.FeaturesOf("south")));
        Assert.Equal(["north", "north", "north", "south", "south"],
            Enumerable.Range(0, TwoBanks.FeatureCount).Select(f => TwoBanks.OwnerOf(f).Party));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoBanks.OwnerOf(5));
        Assert.Equal(DataError.BadPartition, Assert.Throws<DataException>(() => TwoBanks.IndexOf("east")).Error);
    }

    [Fact]
    public void Splitting_scaling_and_joining_is_scaling_the_whole()
    {
        Table table = Csv.Read("id,a,b,k,c\n1,0.5,2,m,x\n2,0.25,0,n,z\n", Whole.Columns);
        IReadOnlyList<Table> parts = TwoBanks.Split(table);
        ScaledFeatures joined = ScaledFeatures.Join([.. parts.Select(p => new FeatureScaler(p.Schema).Scale(p))]);

        Assert.Equal(new FeatureScaler(TwoBanks.Features()).Scale(table.Select("c", "b", "a")).ToRows(), joined.ToRows());
        Assert.Equal(TwoBanks.Features(), joined.Bounds);
    }

    [Fact]
    public void A_partition_is_part_of_any_JSON_document_and_comes_back_from_it()
    {
        string json = JsonSerializer.Serialize(TwoBanks);
        VerticalPartition back = JsonSerializer.Deserialize<VerticalPartition>(json)!;

        Assert.Equal(json, JsonSerializer.Serialize(back));
        Assert.Equal(TwoBanks.Features(), back.Features());
        Assert.Throws<DataException>(() => JsonSerializer.Deserialize<VerticalPartition>("""{"parties":[null]}"""));
        Assert.Throws<DataException>(() => JsonSerializer.Deserialize<VerticalPartition>("""{"parties":[{"party":"p"}]}"""));
        Assert.Throws<DataException>(() => JsonSerializer.Deserialize<VerticalPartition>("{}"));
    }

    [Fact]
    public void Partitions_that_do_not_deal_every_column_once_are_refused()
    {
        static void Refused(string? column, params IReadOnlyList<PartyColumns> parties)
        {
            DataException e = Assert.Throws<DataException>(() => new VerticalPartition(parties));
            Assert.Equal((DataError.BadPartition, column), (e.Error, e.Column));
        }

        Refused(null);
        Refused(null, new PartyColumns("p", Whole.Select("a")), new PartyColumns("p", Whole.Select("b")));
        Refused("a", new PartyColumns("p", Whole.Select("a")), new PartyColumns("q", Whole.Select("a", "b")));
        Refused(null, new PartyColumns("p", Whole.Select("id", "a")), new PartyColumns("q", Whole.Select("b")));
        Refused("id", new PartyColumns("p", Whole.Select("id", "a")),
            new PartyColumns("q", new TableSchema([ColumnSchema.Numeric("id", 0, 1)])));
        Refused(null, new PartyColumns("p", Whole.Select("a", "k")), new PartyColumns("q", new TableSchema([ColumnSchema.Label("l")])));
        Refused(null, new PartyColumns("p", Whole.Select("id")));
    }
}
