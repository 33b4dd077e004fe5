using System.Collections.Immutable;
using System.Text;

namespace AuditNode.Records.Canonical;

/// <summary>
/// Reads canonical bytes and nothing else: white space, unsorted or repeated names, other escapes or forms of numbers, booleans, null and
/// everything behind the value are refused, so that a value has one encoding. Memory is proportional to the bytes.
/// </summary>
public ref struct CanonicalReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private string _path = "$";

    private CanonicalReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Reads one value, which must be all there is.</summary>
    /// <param name="bytes">Bytes of untrusted origin.</param>
    /// <param name="maximumBytes">The most bytes that are read.</param>
    /// <exception cref="RecordFormatException">The bytes are no canonical value; the member and what is wrong.</exception>
    public static CanonicalValue Read(ReadOnlySpan<byte> bytes, int maximumBytes)
    {
        if (bytes.Length > maximumBytes)
            throw new RecordFormatException("$", $"There are {bytes.Length} bytes; at most {maximumBytes} are allowed.");
        var reader = new CanonicalReader(bytes);
        CanonicalValue value = reader.ReadValue(0);
        return reader._position == bytes.Length
            ? value
            : throw reader.Refuse($"{bytes.Length - reader._position} bytes follow the value; nothing may.");
    }

    /// <summary>Reads one object, which must be all there is.</summary>
    /// <inheritdoc cref="Read"/>
    public static CanonicalObject ReadObject(ReadOnlySpan<byte> bytes, int maximumBytes) =>
        Read(bytes, maximumBytes) as CanonicalObject ?? throw new RecordFormatException("$", "It must be an object.");

    private readonly RecordFormatException Refuse(string message) => new(_path, $"{message} (at byte {_position})");

    private readonly int Peek() => _position < _bytes.Length ? _bytes[_position] : -1;

    private CanonicalValue ReadValue(int depth)
    {
        int first = Peek();
        switch (first)
        {
            case '"': return new CanonicalText(ReadText());
            case '{': return ReadMembers(Deeper(depth));
            case '[': return ReadItems(Deeper(depth));
            case '-' or (>= '0' and <= '9'): return ReadInteger();
            case -1: throw Refuse("The bytes end where a value must begin.");
            case ' ' or '\t' or '\n' or '\r': throw Refuse("White space is not allowed.");
            default: throw Refuse("A value must be a text, an integer, a list or an object.");
        }
    }

    private readonly int Deeper(int depth) =>
        depth < CanonicalValue.MaximumDepth ? depth + 1 : throw Refuse($"Lists and objects lie deeper than {CanonicalValue.MaximumDepth} in each other.");

    private CanonicalObject ReadMembers(int depth)
    {
        string outer = _path;
        _position++;
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, CanonicalValue>>();
        for (bool first = true; Peek() != '}'; first = false)
        {
            if (!first) Expect(',', "A comma or the object's end");
            if (Peek() != '"') throw Refuse("A member's name must stand here, without white space before it.");
            string name = ReadText();
            if (!first && string.CompareOrdinal(members[^1].Key, name) is int order and >= 0)
            {
                throw Refuse(order == 0
                    ? $"'{HexText.Printable(name)}' occurs twice."
                    : $"'{HexText.Printable(name)}' stands behind '{HexText.Printable(members[^1].Key)}'; names ascend by UTF-16 code units.");
            }

            Expect(':', "A colon");
            _path = outer == "$" ? HexText.Printable(name) : $"{outer}.{HexText.Printable(name)}";
            members.Add(new(name, ReadValue(depth)));
            _path = outer;
        }

        _position++;
        return new CanonicalObject(members.DrainToImmutable());
    }

    private CanonicalList ReadItems(int depth)
    {
        string outer = _path;
        _position++;
        var items = ImmutableArray.CreateBuilder<CanonicalValue>();
        while (Peek() != ']')
        {
            if (items.Count > 0) Expect(',', "A comma or the list's end");
            _path = $"{outer}[{items.Count}]";
            items.Add(ReadValue(depth));
            _path = outer;
        }

        _position++;
        return new CanonicalList(items.DrainToImmutable());
    }

    private CanonicalInteger ReadInteger()
    {
        int start = _position;
        bool negative = Peek() == '-';
        if (negative) _position++;
        long value = 0;
        int digits = 0;
        for (; Peek() is >= '0' and <= '9'; _position++, digits++)
        {
            value = (value * 10) + (Peek() - '0');
            if (value > CanonicalValue.MaximumInteger) throw Refuse($"An integer lies in [-{CanonicalValue.MaximumInteger}, {CanonicalValue.MaximumInteger}].");
        }

        if (Peek() is '.' or 'e' or 'E') throw Refuse("Fractions and exponents are not allowed; numbers that are no integers are texts.");
        bool leadingZero = digits > 1 && _bytes[start + (negative ? 1 : 0)] == '0';
        if (digits == 0 || leadingZero || (negative && value == 0)) throw Refuse("An integer has digits without a leading zero, and 0 has no sign.");
        return new CanonicalInteger(negative ? -value : value);
    }

    private string ReadText()
    {
        int start = ++_position;
        while (Peek() is not ('"' or '\\' or < ' ')) _position++;
        if (Peek() != '"') return ReadEscapedText(start);
        return Decode(_bytes[start.._position++]);
    }

    private string ReadEscapedText(int start)
    {
        var text = new StringBuilder();
        while (true)
        {
            switch (Peek())
            {
                case '"':
                    return text.Append(Decode(_bytes[start.._position++])).ToString();
                case '\\':
                    text.Append(Decode(_bytes[start.._position])).Append(ReadEscape());
                    start = _position;
                    break;
                case -1:
                    throw Refuse("The bytes end within a text.");
                case < ' ':
                    throw Refuse("A control character stands in a text without its escape.");
                default:
                    _position++;
                    break;
            }
        }
    }

    /// <summary>The character of an escape, if that character has no other form.</summary>
    private char ReadEscape()
    {
        ReadOnlySpan<byte> rest = _bytes[(_position + 1)..];
        for (char c = '\0'; c <= '\\'; c++)
        {
            char letter = CanonicalString.ShortEscape(c);
            if (letter == '\0' || rest.IsEmpty || rest[0] != letter) continue;
            _position += 2;
            return c;
        }

        if (rest.StartsWith("u00"u8) && rest.Length >= 5 && rest[3] is (byte)'0' or (byte)'1' && Nibble(rest[4]) is int low and >= 0)
        {
            char character = (char)(((rest[3] - '0') << 4) | low);
            if (CanonicalString.ShortEscape(character) == '\0')
            {
                _position += 6;
                return character;
            }
        }

        throw Refuse("An escape stands where the character itself, or another escape, is the canonical form.");
    }

    private readonly string Decode(ReadOnlySpan<byte> bytes) =>
        CanonicalString.Decode(bytes) ?? throw Refuse("A text is not UTF-8, or encodes half of a surrogate pair.");

    private void Expect(char character, string what)
    {
        if (Peek() != character) throw Refuse($"{what} must stand here, without white space.");
        _position++;
    }

    private static int Nibble(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
