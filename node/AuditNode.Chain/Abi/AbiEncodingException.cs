using System.Collections;
using System.Globalization;
using System.Numerics;

namespace AuditNode.Chain.Abi;

/// <summary>A value does not belong to the type of its parameter.</summary>
public sealed class AbiEncodingException : ArgumentException
{
    internal AbiEncodingException(string typeName, string parameterPath, string expected, object? found)
        : this(typeName, parameterPath, $"{parameterPath}: {typeName} takes {expected}, not {Describe(found)}.")
    {
    }

    internal AbiEncodingException(string typeName, string parameterPath, string message)
        : base(message) => (TypeName, ParameterPath) = (typeName, parameterPath);

    /// <summary>The canonical name of the type; the types in brackets where their number is wrong.</summary>
    public string TypeName { get; }

    /// <summary>Which value, such as "spec.parties[3]"; indices stand for parameters without names; empty for all of them.</summary>
    public string ParameterPath { get; }

    // Contents are not quoted: they may be secret, and they may be long.
    private static string Describe(object? value) => value switch
    {
        null => "null",
        BigInteger number when number.GetBitLength() > 300 => $"an integer of {number.GetBitLength()} bits",
        string => "this string",
        IList list => $"{value.GetType().Name} of length {list.Count}",
        IFormattable number => $"{number.ToString(null, CultureInfo.InvariantCulture)} ({value.GetType().Name})",
        _ => value.GetType().Name,
    };
}
