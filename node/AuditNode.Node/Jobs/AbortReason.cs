using System.Text;
using AuditNode.Chain;

namespace AuditNode.Node.Jobs;

/// <summary>Reasons of aborts in JobRegistry: a short text in ASCII, padded with zeros, or a hash.</summary>
public static class AbortReason
{
    /// <summary>A text as a reason; what is longer is cut off, what is not printable ASCII becomes '?'.</summary>
    /// <param name="text">Names the kind of failure; never private data.</param>
    public static Bytes32 FromText(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var bytes = new byte[Bytes32.ByteCount];
        for (int i = 0; i < Math.Min(text.Length, bytes.Length); i++) bytes[i] = text[i] is >= ' ' and <= '~' ? (byte)text[i] : (byte)'?';
        return Bytes32.FromBytes(bytes);
    }

    /// <summary>A refusal as a reason, for instance <c>dataset</c>.</summary>
    /// <param name="refusal">The kind.</param>
    public static Bytes32 Of(JobRefusal refusal) => FromText($"auditnode: {refusal}");

    /// <summary>A reason for people: its text, or the hash in hexadecimal digits.</summary>
    /// <param name="reason">The reason.</param>
    public static string Describe(Bytes32 reason)
    {
        ReadOnlySpan<byte> bytes = reason.ToArray();
        ReadOnlySpan<byte> text = bytes.TrimEnd((byte)0);
        return text.Length > 0 && !text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Encoding.ASCII.GetString(text) : reason.ToString();
    }
}
