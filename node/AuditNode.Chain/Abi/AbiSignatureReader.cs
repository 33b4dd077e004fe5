using System.Globalization;

namespace AuditNode.Chain.Abi;

/// <summary>
/// Reads types and signatures: "transfer(address,(uint256,bytes)[2][])", and with names, modifiers and results as Solidity writes
/// them: "function balanceOf(address owner) view returns (uint256)".
/// </summary>
internal ref struct AbiSignatureReader(ReadOnlySpan<char> text)
{
    private const int MaxLength = 1 << 16;
    private readonly ReadOnlySpan<char> text = text;
    private int position;

    public delegate T Part<out T>(ref AbiSignatureReader reader);

    /// <summary>Reads one part, which must be all there is.</summary>
    public static T ReadWhole<T>(string text, Part<T> part)
    {
        if (text.Length > MaxLength)
            throw new AbiFormatException($"{HexData.Quote(text)} is longer than {MaxLength} characters.");
        var reader = new AbiSignatureReader(text);
        var result = part(ref reader);
        reader.SkipSpaces();
        reader.TryRead(';');
        return reader.position == text.Length ? result : throw reader.Unexpected("the end");
    }

    /// <summary>Reads a name, after a keyword such as "function" if it is there.</summary>
    public string ReadName(string keyword)
    {
        var name = ReadWord();
        if (name == keyword && !Sees('('))
            name = ReadWord();
        return name.Length > 0 ? name : throw Unexpected("a name");
    }

    /// <summary>Reads parameters in brackets.</summary>
    public List<AbiParameter> ReadParameters(bool mayBeIndexed = false, int depth = 0)
    {
        var parameters = new List<AbiParameter>();
        Read('(');
        if (TryRead(')'))
            return parameters;
        do
        {
            var type = ReadType(depth);
            var word = ReadWord();
            var isIndexed = mayBeIndexed && word == "indexed";
            if (isIndexed || word is "memory" or "calldata" or "storage")
                word = ReadWord();
            parameters.Add(new AbiParameter(word, type, isIndexed));
        }
        while (TryRead(','));
        Read(')');
        return parameters;
    }

    /// <summary>Reads a type.</summary>
    public AbiType ReadType(int depth = 0)
    {
        if (depth > AbiType.MaxDepth)
            throw new AbiFormatException($"The type nests arrays and tuples deeper than {AbiType.MaxDepth}.");
        var word = ReadWord();
        var isTuple = word.Length == 0 || (word == "tuple" && Sees('('));
        return ReadArrays(isTuple ? new AbiTupleType(ReadParameters(depth: depth + 1)) : Elementary(word));
    }

    /// <summary>Reads "[2][]" and makes arrays of a type.</summary>
    public AbiType ReadArrays(AbiType type)
    {
        while (TryRead('['))
        {
            var digits = ReadWord();
            if (digits.Length > 0 && !TryReadNumber(digits, out _))
                throw new AbiFormatException($"{HexData.Quote(text)}: {HexData.Quote(digits)} is not the length of an array.");
            Read(']');
            type = new AbiArrayType(type, digits.Length > 0 ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : null);
        }
        return type;
    }

    /// <summary>Reads a word if it is the expected one.</summary>
    public bool TryReadWord(string expected)
    {
        var before = position;
        if (ReadWord() == expected)
            return true;
        position = before;
        return false;
    }

    /// <summary>The letters, digits, '_' and '$' that come next; empty if something else comes.</summary>
    public string ReadWord()
    {
        SkipSpaces();
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '$'))
            position++;
        return text[start..position].ToString();
    }

    private static AbiType Elementary(string word) => word switch
    {
        "address" => AbiType.Address,
        "bool" => AbiType.Boolean,
        "bytes" => AbiType.Bytes,
        "string" => AbiType.String,
        "function" => AbiFixedBytesType.Function,
        "uint" or "uint256" => AbiType.UInt256,
        "int" => new AbiIntegerType(256, isSigned: true),
        "bytes32" => AbiType.Bytes32,
        _ when TryReadSized(word, "uint", out var bits) => new AbiIntegerType(bits, isSigned: false),
        _ when TryReadSized(word, "int", out var bits) => new AbiIntegerType(bits, isSigned: true),
        _ when TryReadSized(word, "bytes", out var length) => new AbiFixedBytesType(length),
        _ => throw new AbiFormatException($"There is no type {HexData.Quote(word)} in the ABI of Solidity."),
    };

    private static bool TryReadSized(string word, string prefix, out int size)
    {
        size = 0;
        return word.StartsWith(prefix, StringComparison.Ordinal) && TryReadNumber(word.AsSpan(prefix.Length), out size);
    }

    // Names are hashed, so there is one way to write a number: "uint08" is not uint8.
    private static bool TryReadNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        return digits.Length > 0 && digits[0] != '0' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private bool Sees(char expected)
    {
        SkipSpaces();
        return position < text.Length && text[position] == expected;
    }

    private bool TryRead(char expected)
    {
        if (!Sees(expected))
            return false;
        position++;
        return true;
    }

    private void Read(char expected)
    {
        if (!TryRead(expected))
            throw Unexpected($"'{expected}'");
    }

    private void SkipSpaces()
    {
        while (position < text.Length && text[position] == ' ')
            position++;
    }

    private readonly AbiFormatException Unexpected(string expected) =>
        new($"{HexData.Quote(text)}: expected {expected} at character {position}.");
}
