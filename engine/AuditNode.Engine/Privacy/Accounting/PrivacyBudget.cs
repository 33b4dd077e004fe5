using System.Buffers;
using System.Text;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// A total of rho and what was spent of it. A release is charged under a name before anything leaves; charging the same name again, as a
/// resumed job does, costs nothing, because it must release the same bytes. Safe for use by several threads.
/// </summary>
/// <param name="total">The most that may be spent.</param>
public sealed class PrivacyBudget(Rho total)
{
    /// <summary>The longest name of a charge, in characters.</summary>
    public const int MaximumNameLength = 128;

    /// <summary>The most charges.</summary>
    public const int MaximumCharges = 65536;

    private const uint Magic = 0x31425041; // "APB1"
    private readonly SortedDictionary<string, Rho> _charges = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private Rho _spent;

    /// <summary>The most that may be spent.</summary>
    public Rho Total { get; } = total;

    /// <summary>What was spent.</summary>
    public Rho Spent
    {
        get
        {
            lock (_lock) return _spent;
        }
    }

    /// <summary>What is left.</summary>
    public Rho Remaining => Total - Spent;

    /// <summary>What a release was charged, or null where none of that name was.</summary>
    public Rho? ChargeOf(string name)
    {
        lock (_lock) return _charges.TryGetValue(name, out Rho rho) ? rho : null;
    }

    /// <summary>Charges a release, before it happens.</summary>
    /// <param name="rho">What it costs.</param>
    /// <param name="name">Name of the release: 1 to <see cref="MaximumNameLength"/> printable ASCII characters.</param>
    /// <returns>False where the same release was charged before: nothing more was spent.</returns>
    /// <exception cref="ArgumentException">The name is out of range, or belongs to a charge of another size.</exception>
    /// <exception cref="PrivacyBudgetExceededException">More than what is left; nothing was spent.</exception>
    public bool Charge(Rho rho, string name)
    {
        CheckName(name);
        lock (_lock)
        {
            if (_charges.TryGetValue(name, out Rho before))
            {
                if (before == rho) return false;
                throw new ArgumentException(
                    $"\"{name}\" was charged {before} and cannot be charged {rho}; every release needs its own name.", nameof(name));
            }

            Rho remaining = Total - _spent;
            if (rho > remaining) throw new PrivacyBudgetExceededException(name, rho, remaining);
            if (_charges.Count == MaximumCharges)
                throw new ArgumentException($"A budget holds at most {MaximumCharges} charges.", nameof(name));
            _charges.Add(name, rho);
            _spent += rho;
            return true;
        }
    }

    /// <summary>The state: total and charges by name in ordinal order. Equal states have equal bytes.</summary>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new BinaryFieldWriter(buffer);
        lock (_lock)
        {
            writer.WriteUInt32(Magic);
            Write(writer, Total);
            writer.WriteCount(_charges.Count);
            foreach ((string name, Rho rho) in _charges)
            {
                writer.WriteByte((byte)name.Length);
                writer.WriteBytes(Encoding.ASCII.GetBytes(name));
                Write(writer, rho);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="SerializationException">The bytes are no such state, or spend more than the total.</exception>
    public static PrivacyBudget FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new BoundedReader(bytes);
        uint magic = reader.ReadUInt32("magic");
        if (magic != Magic) throw Refusal("magic", $"{magic:x8}", $"{Magic:x8}");
        var budget = new PrivacyBudget(ReadRho(ref reader, "total"));
        int count = reader.ReadCount("charges", 0, MaximumCharges, 18);
        string last = "";
        for (int i = 0; i < count; i++)
        {
            int length = reader.ReadByte("name length");
            string name = Encoding.Latin1.GetString(reader.ReadBytes("name", length));
            if (!IsName(name) || string.CompareOrdinal(name, last) <= 0)
                throw Refusal("name", $"charge {i}", $"1 to {MaximumNameLength} printable ASCII characters, in ascending order");
            Rho rho = ReadRho(ref reader, "rho");
            if (rho > budget.Total - budget._spent) throw Refusal("rho", $"{rho} in charge {i}", "no more than what is left of the total");
            budget._charges.Add(name, rho);
            budget._spent += rho;
            last = name;
        }

        reader.EnsureEnd();
        return budget;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaximumNameLength && !name.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsName(name)) throw new ArgumentException($"A charge's name has 1 to {MaximumNameLength} printable ASCII characters.", nameof(name));
    }

    private static void Write(BinaryFieldWriter writer, Rho rho)
    {
        writer.WriteUInt64((ulong)rho.Units);
        writer.WriteUInt64((ulong)(rho.Units >> 64));
    }

    private static Rho ReadRho(ref BoundedReader reader, string field)
    {
        ulong low = reader.ReadUInt64(field), high = reader.ReadUInt64(field);
        return new Rho(new UInt128(high, low));
    }

    private static SerializationException Refusal(string field, string value, string allowed) =>
        new(field, value, allowed, "Restore the state from where it was stored; a budget that cannot be read permits no release.");
}
