using System.Text;
using System.Text.Json.Serialization;

namespace AuditNode.Engine.Data;

/// <summary>
/// What the parties agreed about one column: its role, the bounds of a numeric one, the categories of a categorical one, and what stands
/// for an empty cell. Immutable.
/// </summary>
public sealed class ColumnSchema
{
    /// <summary>The longest name of a column or category, in UTF-16 code units.</summary>
    public const int MaximumNameLength = 256;

    /// <summary>The most categories of a column.</summary>
    public const int MaximumCategories = 4096;

    /// <summary>Checks and takes over everything at once; the other constructors by role are easier to read.</summary>
    /// <param name="name">1 to <see cref="MaximumNameLength"/> characters, no control characters; exactly as in the header.</param>
    /// <param name="role">What the column is for.</param>
    /// <param name="lower">The lower bound, in the column's unit: numeric columns only, and there required.</param>
    /// <param name="upper">The upper bound, above the lower one: numeric columns only, and there required.</param>
    /// <param name="categories">
    /// The closed list, 2 to <see cref="MaximumCategories"/> different non-empty texts: required for a categorical column, allowed for a
    /// label.
    /// </param>
    /// <param name="encoding">Categorical columns only, and there required.</param>
    /// <param name="imputedNumber">What stands for an empty cell of a numeric column, within the bounds; null refuses empty cells.</param>
    /// <param name="imputedText">
    /// What stands for an empty cell of a categorical or label column (one of a closed list, where there is one) or of a sensitive one
    /// (any text, may be empty); null refuses empty cells.
    /// </param>
    /// <exception cref="DataException">A value is missing, not allowed for the role, or out of range.</exception>
    [JsonConstructor]
    public ColumnSchema(string name, ColumnRole role, double? lower = null, double? upper = null, IReadOnlyList<string>? categories = null,
        CategoricalEncoding? encoding = null, double? imputedNumber = null, string? imputedText = null)
    {
        CheckName(name, "the name of a column");
        Name = name;
        Role = role;
        Require(Enum.IsDefined(role), "the role is unknown", string.Join(", ", Enum.GetNames<ColumnRole>()), "give one of the roles");
        bool numeric = role == ColumnRole.Numeric, categorical = role == ColumnRole.Categorical;
        Require(lower.HasValue == numeric && upper.HasValue == numeric, numeric ? "a bound is missing" : "there are bounds",
            "both bounds for a numeric column, none for any other",
            numeric ? "agree on bounds with the other parties" : "leave the bounds out");
        Require(encoding.HasValue == categorical && (encoding is null || Enum.IsDefined(encoding.Value)),
            "the encoding is missing, unknown or of no use",
            "Ordinal or OneHot for a categorical column, none for any other", "correct the encoding");
        Require(categories is null ? !categorical : categorical || role == ColumnRole.Label, "the categories are missing or of no use",
            "a list for a categorical column, a list or none for a label, none for any other", "correct the categories");
        if (numeric)
        {
            var bounds = new FeatureBounds(name, lower!.Value, upper!.Value);
            (Lower, Upper) = (bounds.Lower, bounds.Upper);
        }

        Encoding = encoding;
        Categories = categories is null ? null : CheckCategories(name, categories);
        Require(imputedNumber is null || (numeric && imputedNumber >= Lower && imputedNumber <= Upper),
            "the number for empty cells cannot be used",
            numeric ? FeatureBounds.DescribeRange(Lower!.Value, Upper!.Value) : "none but for a numeric column",
            "correct the number or leave it out");
        ImputedNumber = imputedNumber + 0.0;
        bool text = imputedText is null || (!numeric && role != ColumnRole.Identifier &&
            imputedText.Length <= MaximumNameLength && IsUnicode(imputedText) &&
            (Categories?.Contains(imputedText) ?? (role == ColumnRole.Sensitive || imputedText.Length > 0)));
        Require(text, "the text for empty cells cannot be used",
            "one of the categories; for a sensitive column or an open label any text of at most " +
            $"{MaximumNameLength} characters; none for numeric and identifier columns", "correct the text or leave it out");
        ImputedText = imputedText;
    }

    /// <summary>The name in the header.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(0)]
    public string Name { get; }

    /// <summary>What the column is for.</summary>
    [JsonPropertyName("role"), JsonPropertyOrder(1)]
    public ColumnRole Role { get; }

    /// <summary>The agreed lower bound of a numeric column, in its own unit.</summary>
    [JsonPropertyName("lower"), JsonPropertyOrder(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Lower { get; }

    /// <summary>The agreed upper bound of a numeric column, in its own unit.</summary>
    [JsonPropertyName("upper"), JsonPropertyOrder(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Upper { get; }

    /// <summary>The closed list of a categorical column, or of a label that has one; else null.</summary>
    [JsonPropertyName("categories"), JsonPropertyOrder(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Categories { get; }

    /// <summary>How a categorical column becomes features; null for the other roles.</summary>
    [JsonPropertyName("encoding"), JsonPropertyOrder(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CategoricalEncoding? Encoding { get; }

    /// <summary>What stands for an empty cell of a numeric column; null refuses empty cells.</summary>
    [JsonPropertyName("imputedNumber"), JsonPropertyOrder(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ImputedNumber { get; }

    /// <summary>What stands for an empty cell of a column of text; null refuses empty cells.</summary>
    [JsonPropertyName("imputedText"), JsonPropertyOrder(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ImputedText { get; }

    /// <summary>The number of features that the column becomes: 0, 1, or the number of categories.</summary>
    [JsonIgnore]
    public int FeatureCount => Role switch
    {
        ColumnRole.Numeric => 1,
        ColumnRole.Categorical => Encoding == CategoricalEncoding.OneHot ? Categories!.Count : 1,
        _ => 0,
    };

    /// <summary>A number with agreed bounds.</summary>
    /// <param name="name">As in the header.</param>
    /// <param name="lower">In the column's unit.</param>
    /// <param name="upper">In the column's unit, above <paramref name="lower"/>.</param>
    /// <param name="imputed">What stands for an empty cell; null refuses empty cells.</param>
    /// <exception cref="DataException">A value is out of range.</exception>
    public static ColumnSchema Numeric(string name, double lower, double upper, double? imputed = null) =>
        new(name, ColumnRole.Numeric, lower, upper, imputedNumber: imputed);

    /// <summary>One of a closed list of categories.</summary>
    /// <param name="name">As in the header.</param>
    /// <param name="categories">2 or more different non-empty texts, in the order that an ordinal encoding uses.</param>
    /// <param name="encoding">How the column becomes features.</param>
    /// <param name="imputed">The category that stands for an empty cell; null refuses empty cells.</param>
    /// <exception cref="DataException">A value is out of range.</exception>
    public static ColumnSchema Categorical(string name, IReadOnlyList<string> categories, CategoricalEncoding encoding,
        string? imputed = null) =>
        new(name, ColumnRole.Categorical, categories: categories, encoding: encoding, imputedText: imputed);

    /// <summary>Text that stays where it is.</summary>
    /// <param name="name">As in the header.</param>
    /// <param name="imputed">What stands for an empty cell, may be empty itself; null refuses empty cells.</param>
    /// <exception cref="DataException">A value is out of range.</exception>
    public static ColumnSchema Sensitive(string name, string? imputed = null) => new(name, ColumnRole.Sensitive, imputedText: imputed);

    /// <summary>The true class.</summary>
    /// <param name="name">As in the header.</param>
    /// <param name="classes">The closed list of class names, or null to take those that the file has.</param>
    /// <exception cref="DataException">A value is out of range.</exception>
    public static ColumnSchema Label(string name, IReadOnlyList<string>? classes = null) =>
        new(name, ColumnRole.Label, categories: classes);

    /// <summary>What names a record.</summary>
    /// <param name="name">As in the header.</param>
    /// <exception cref="DataException">The name is out of range.</exception>
    public static ColumnSchema Identifier(string name) => new(name, ColumnRole.Identifier);

    /// <summary>The features that the column becomes, with their bounds, in order.</summary>
    public IReadOnlyList<FeatureBounds> Features() => Role switch
    {
        ColumnRole.Numeric => [new FeatureBounds(Name, Lower!.Value, Upper!.Value)],
        ColumnRole.Categorical when Encoding == CategoricalEncoding.OneHot =>
            [.. Categories!.Select(c => new FeatureBounds($"{Name}={c}", 0, 1))],
        ColumnRole.Categorical => [new FeatureBounds(Name, 0, Categories!.Count - 1)],
        _ => [],
    };

    internal static void CheckName(string? name, string what)
    {
        if (name is { Length: >= 1 and <= MaximumNameLength } && !name.Any(char.IsControl) && IsUnicode(name)) return;
        throw new DataException(DataError.BadSchema, $"{what} cannot be used",
            $"1 to {MaximumNameLength} characters, no control characters", "correct the name");
    }

    // Half a surrogate pair has no UTF-8, and would change on its way to another party.
    private static bool IsUnicode(string text) => text.EnumerateRunes().All(r => r != Rune.ReplacementChar);

    private static string[] CheckCategories(string name, IReadOnlyList<string> categories)
    {
        if (categories.Count is < 2 or > MaximumCategories)
        {
            throw new DataException(DataError.BadSchema, $"there are {categories.Count} categories", $"2 to {MaximumCategories}",
                "agree on a list of categories, or leave a column with a single one out", name);
        }

        foreach (string category in categories) CheckName(category, $"a category of column '{name}'");
        if (categories.Distinct(StringComparer.Ordinal).Count() != categories.Count)
            throw new DataException(DataError.BadSchema, "a category appears twice", "different categories", "remove the second one", name);
        return [.. categories];
    }

    private void Require(bool condition, string problem, string range, string remedy)
    {
        if (!condition) throw new DataException(DataError.BadSchema, problem, range, remedy, Name);
    }
}
