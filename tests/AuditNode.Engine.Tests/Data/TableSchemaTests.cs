using System.Text;
using AuditNode.Engine.Data;

namespace AuditNode.Engine.Tests.Data;

public class TableSchemaTests
{
    private static readonly TableSchema Everything = new(
    [
        ColumnSchema.Identifier("id"), ColumnSchema.Numeric("age", 0.1, 120, imputed: 40), ColumnSchema.Sensitive("name", imputed: ""),
        ColumnSchema.Categorical("colour", ["red", "\"grün\""], CategoricalEncoding.Ordinal, imputed: "red"),
        ColumnSchema.Label("k", ["a", "b"]),
    ]);

    [Fact]
    public void A_schema_comes_back_from_its_JSON_and_gives_the_same_bytes()
    {
        TableSchema back = TableSchema.FromJson(Everything.ToJson());

        Assert.Equal(Everything.ToJson(), back.ToJson());
        Assert.Equal(Everything.Features(), back.Features());
        Assert.Equal(Everything.Columns.Select(c => (c.Name, c.Role, c.ImputedNumber, c.ImputedText)),
            back.Columns.Select(c => (c.Name, c.Role, c.ImputedNumber, c.ImputedText)));
    }

    [Fact]
    public void The_JSON_names_what_applies_to_the_role_and_nothing_else() => Assert.Equal(
        """{"columns":[{"name":"age","role":"Numeric","lower":0,"upper":120},{"name":"k","role":"Label"}]}""",
        Encoding.UTF8.GetString(new TableSchema([ColumnSchema.Numeric("age", -0.0, 120), ColumnSchema.Label("k")]).ToJson()));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"columns":null}""")]
    [InlineData("""{"columns":[]}""")]
    [InlineData("""{"columns":[null]}""")]
    [InlineData("""{"columns":[{"name":"age","role":"Numeric","lower":0,"upper":120}],"more":1}""")]
    [InlineData("""{"columns":[{"name":"k","role":"Label"}],"columns":[{"name":"k","role":"Label"}]}""")]
    [InlineData("""{"columns":[{"name":"k"}]}""")]
    [InlineData("""{"columns":[{"name":"k","role":"Other"}]}""")]
    [InlineData("""{"columns":[{"name":"k","role":17}]}""")]
    [InlineData("""{"columns":[{"name":null,"role":"Label"}]}""")]
    [InlineData("""{"columns":[{"name":"","role":"Label"}]}""")]
    [InlineData("""{"columns":[{"name":"a\nb","role":"Label"}]}""")]
    [InlineData("""{"columns":[{"name":"age","role":"Numeric"}]}""")]
    [InlineData("""{"columns":[{"name":"age","role":"Numeric","lower":0}]}""")]
    [InlineData("""{"columns":[{"name":"age","role":"Numeric","lower":0,"upper":1e999}]}""")]
    [InlineData("""{"columns":[{"name":"age","role":"Numeric","lower":1,"upper":1}]}""")]
    [InlineData("""{"columns":[{"name":"age","role":"Numeric","lower":0,"upper":1,"imputedNumber":2}]}""")]
    [InlineData("""{"columns":[{"name":"age","role":"Numeric","lower":0,"upper":1,"imputedText":"1"}]}""")]
    [InlineData("""{"columns":[{"name":"c","role":"Categorical","encoding":"OneHot"}]}""")]
    [InlineData("""{"columns":[{"name":"c","role":"Categorical","categories":["a","b"]}]}""")]
    [InlineData("""{"columns":[{"name":"c","role":"Categorical","categories":["a"],"encoding":"OneHot"}]}""")]
    [InlineData("""{"columns":[{"name":"c","role":"Categorical","categories":["a","a"],"encoding":"OneHot"}]}""")]
    [InlineData("""{"columns":[{"name":"c","role":"Categorical","categories":["a",null],"encoding":"OneHot"}]}""")]
    [InlineData("""{"columns":[{"name":"c","role":"Categorical","categories":["a","b"],"encoding":"OneHot","imputedText":"z"}]}""")]
    [InlineData("""{"columns":[{"name":"id","role":"Identifier","imputedText":"z"}]}""")]
    [InlineData("""{"columns":[{"name":"s","role":"Sensitive","lower":0,"upper":1}]}""")]
    [InlineData("""{"columns":[{"name":"s","role":"Sensitive","categories":["a","b"]}]}""")]
    [InlineData("""{"columns":[{"name":"a\ud800","role":"Label"}]}""")]
    [InlineData("""{"columns":[{"name":"s","role":"Sensitive","imputedText":"\udc00"}]}""")]
    public void JSON_of_another_form_is_refused_with_a_data_exception(string json) =>
        Assert.Throws<DataException>(() => TableSchema.FromJson(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Half_a_surrogate_pair_is_refused_in_names_categories_and_constants()
    {
        Assert.Throws<DataException>(() => ColumnSchema.Sensitive("a\ud800"));
        Assert.Throws<DataException>(() => ColumnSchema.Label("k", ["a", "\udc00"]));
        Assert.Throws<DataException>(() => ColumnSchema.Sensitive("s", imputed: "\udc00"));
    }

    [Fact]
    public void The_example_of_the_documentation_is_a_schema_of_five_features()
    {
        const string Example = """
            {
              "columns": [
                { "name": "customer", "role": "Identifier" },
                { "name": "age", "role": "Numeric", "lower": 18, "upper": 100 },
                { "name": "income", "role": "Numeric", "lower": 0, "upper": 250000, "imputedNumber": 30000 },
                { "name": "marital", "role": "Categorical", "categories": ["single", "married", "divorced"], "encoding": "OneHot" },
                { "name": "family_name", "role": "Sensitive", "imputedText": "" },
                { "name": "segment", "role": "Label" }
              ]
            }
            """;

        Assert.Equal(5, TableSchema.FromJson(Encoding.UTF8.GetBytes(Example)).FeatureCount);
    }

    [Fact]
    public void JSON_beyond_the_bound_is_refused_unread()
    {
        DataException e = Assert.Throws<DataException>(() => TableSchema.FromJson(new byte[TableSchema.MaximumJsonLength + 1]));
        Assert.Contains("at most", e.Range, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_names_second_labels_and_second_identifiers_are_refused()
    {
        static DataException Refused(params IReadOnlyList<ColumnSchema> columns) => Assert.Throws<DataException>(() => new TableSchema(columns));

        Assert.Equal(DataError.DuplicateColumn, Refused(Csv.Age, ColumnSchema.Sensitive("age")).Error);
        Assert.Equal("l", Refused(ColumnSchema.Label("k"), ColumnSchema.Label("l")).Column);
        Assert.Equal("j", Refused(ColumnSchema.Identifier("i"), ColumnSchema.Identifier("j")).Column);
    }

    [Fact]
    public void Features_are_counted_by_role_and_encoding()
    {
        Assert.Equal(2, Everything.FeatureCount);
        Assert.Equal(3, new TableSchema([Csv.Age, ColumnSchema.Categorical("c", ["a", "b"], CategoricalEncoding.OneHot)]).FeatureCount);
    }

    [Fact]
    public void A_selection_keeps_the_chosen_order()
    {
        Assert.Equal(["name", "id"], Everything.Select("name", "id").Columns.Select(c => c.Name));
        Assert.Equal(DataError.MissingColumn, Assert.Throws<DataException>(() => Everything.Select("nobody")).Error);
    }
}
