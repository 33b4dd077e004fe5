using AuditNode.Engine.Data;
using AuditNode.Engine.Data.Generators;

namespace AuditNode.Engine.Tests.Data;

public class FeatureScalerTests
{
    [Fact]
    public void Bounds_become_minus_one_and_one_and_the_middle_zero()
    {
        ScaledFeatures scaled = new FeatureScaler([new FeatureBounds("x", 10, 30)]).Scale([[10, 15, 20, 30]]);

        Assert.Equal([-1, -0.5, 0, 1], scaled.Columns[0]);
    }

    [Fact]
    public void Values_beyond_the_bounds_are_clipped_and_counted()
    {
        ScaledFeatures scaled = new FeatureScaler([new FeatureBounds("x", 0, 1)]).Scale([[-5, -1e300, 0, 1, double.MaxValue]]);

        Assert.Equal([-1, -1, -1, 1, 1], scaled.Columns[0]);
        Assert.Equal(new ClippingCount("x", 2, 1), Assert.Single(scaled.Clipping));
    }

    [Fact]
    public void Categories_become_an_evenly_spaced_feature_or_one_feature_each()
    {
        Table table = Csv.Read("a,b\nlow,x\nhigh,y\nmiddle,x\n",
            ColumnSchema.Categorical("a", ["low", "middle", "high"], CategoricalEncoding.Ordinal),
            ColumnSchema.Categorical("b", ["x", "y", "never"], CategoricalEncoding.OneHot));
        ScaledFeatures scaled = new FeatureScaler(table.Schema).Scale(table);

        Assert.Equal(["a", "b=x", "b=y", "b=never"], scaled.Bounds.Select(b => b.Name));
        Assert.Equal([[-1, 1, -1, -1], [1, -1, 1, -1], [0, 1, -1, -1]], scaled.ToRows());
    }

    [Fact]
    public void Labels_identifiers_and_sensitive_columns_are_no_features()
    {
        Table table = Csv.Read("id,age,name,k\n1,0,a,x\n2,120,b,y\n", ColumnSchema.Identifier("id"), Csv.Age,
            ColumnSchema.Sensitive("name"), ColumnSchema.Label("k"));

        Assert.Equal([[-1], [1]], new FeatureScaler(table.Schema).Scale(table).ToRows());
    }

    [Theory]
    [InlineData(5, 5, 5)]
    [InlineData(130, 140, 150)]
    public void A_column_that_is_constant_once_scaled_is_refused(double first, double second, double third)
    {
        DataException e = Assert.Throws<DataException>(() =>
            new FeatureScaler([new FeatureBounds("age", 0, 120)]).Scale([[first, second, third]]));

        Assert.Equal((DataError.ConstantColumn, "age"), (e.Error, e.Column));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(double.MinValue, double.MaxValue)]
    [InlineData(0, double.Epsilon)]
    public void Bounds_without_room_between_them_are_refused(double lower, double upper) =>
        Assert.Equal(DataError.BadBounds, Assert.Throws<DataException>(() => ColumnSchema.Numeric("x", lower, upper)).Error);

    [Fact]
    public void Restoring_inverts_scaling_between_the_bounds()
    {
        using var variates = new VariateStream(VariateStream.Seed(TestSeed.Value), "tests/scaler");
        for (int round = 0; round < 2000; round++)
        {
            double magnitude = Math.ScaleB(1, variates.NextInteger(200) - 100);
            double lower = variates.NextUniform(-1, 1) * magnitude, upper = lower + variates.NextUniform(0.01, 2) * magnitude;
            var bounds = new FeatureBounds("x", lower, upper);
            double value = Math.Clamp(variates.NextUniform(lower, upper), lower, upper), scaled = bounds.Scale(value);

            Assert.True(scaled is >= -1 and <= 1, TestSeed.Describe(round));
            Assert.True(Math.Abs(bounds.Restore(scaled) - value) <= 1e-13 * Math.Max(magnitude, upper - lower), TestSeed.Describe(round));
            Assert.True(bounds.Scale(lower) == -1 && bounds.Scale(upper) == 1 && bounds.Restore(-1) == lower && bounds.Restore(1) == upper,
                TestSeed.Describe(round));
        }
    }

    [Fact]
    public void A_record_is_scaled_the_same_whatever_the_others_are()
    {
        var scaler = new FeatureScaler([new FeatureBounds("x", -3, 8)]);

        Assert.Equal(scaler.Scale([[1, 2, 7]]).Columns[0][1], scaler.Scale([[-1000, 2]]).Columns[0][1]);
    }

    [Fact]
    public void A_centroid_comes_back_in_the_columns_units_and_one_outside_the_box_is_refused()
    {
        var scaler = new FeatureScaler([new FeatureBounds("x", 0, 10), new FeatureBounds("y", -2, 2)]);

        Assert.Equal([5, 1], scaler.Restore([0, 0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => scaler.Restore([0, 1.1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => scaler.Restore([double.NaN, 0]));
        Assert.Throws<ArgumentException>(() => scaler.Restore([0]));
    }
}
