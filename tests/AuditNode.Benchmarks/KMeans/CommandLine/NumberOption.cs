using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace AuditNode.Benchmarks.KMeans.CommandLine;

/// <summary>Options whose value is a number of a range, with a complaint that says the range.</summary>
internal static class NumberOption
{
    /// <summary>An option that may be left out.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="help">One capital letter for the value.</param>
    /// <param name="description">What it is, and what holds without it.</param>
    /// <param name="minimum">Least value.</param>
    /// <param name="maximum">Largest value.</param>
    /// <param name="accept">A further condition, or null.</param>
    /// <param name="condition">The further condition in words.</param>
    public static Option<T?> Create<T>(
        string name, string help, string description, T minimum, T maximum, Predicate<T>? accept = null, string condition = "")
        where T : struct, INumber<T>
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{condition}{minimum} to {maximum}");
        return new Option<T?>(name)
        {
            Description = $"{description} ({range})",
            HelpName = help,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && value >= minimum && value <= maximum && accept?.Invoke(value) != false)
                    return value;
                result.AddError($"{name}: '{text}' is no number that it takes ({range}).");
                return null;
            },
        };
    }

    /// <summary>A list of texts separated by commas, none of them empty.</summary>
    public static Option<string[]?> List(string name, string help, string description) => new(name)
    {
        Description = description,
        HelpName = help,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = (ArgumentResult result) =>
        {
            string[] parts = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
            if (!parts.Contains("")) return parts;
            result.AddError($"{name}: '{result.Tokens[0].Value}' has an empty part; separate the parts by single commas.");
            return null;
        },
    };
}
