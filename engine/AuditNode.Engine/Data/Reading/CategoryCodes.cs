namespace AuditNode.Engine.Data.Reading;

/// <summary>The places of the categories of a closed list.</summary>
internal sealed class CategoryCodes
{
    // The list is part of the job and may be shown; a long one would make the message unreadable.
    private const int ShownCategories = 20;

    private readonly IReadOnlyList<string> _categories;
    private readonly Dictionary<string, int> _codes;

    public CategoryCodes(IReadOnlyList<string> categories)
    {
        _categories = categories;
        _codes = categories.Select((category, code) => (category, code)).ToDictionary(p => p.category, p => p.code, StringComparer.Ordinal);
    }

    public bool TryGetCode(string category, out int code) => _codes.TryGetValue(category, out code);

    public string Describe() => string.Join(", ", _categories.Take(ShownCategories)) +
        (_categories.Count > ShownCategories ? $" and {_categories.Count - ShownCategories} more" : "");
}
