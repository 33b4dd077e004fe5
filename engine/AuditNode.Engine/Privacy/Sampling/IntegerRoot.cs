using System.Numerics;

namespace AuditNode.Engine.Privacy;

/// <summary>Square roots of integers.</summary>
internal static class IntegerRoot
{
    /// <summary>The largest r with r^2 &lt;= value, by Newton's method from above.</summary>
    internal static BigInteger Floor(BigInteger value)
    {
        if (value.Sign < 0) throw new ArgumentOutOfRangeException(nameof(value), "A root needs a number that is not negative.");
        if (value < 2) return value;
        BigInteger root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + value / root) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }

    /// <summary>The smallest r with r^2 &gt;= value.</summary>
    internal static BigInteger Ceiling(BigInteger value)
    {
        BigInteger root = Floor(value);
        return root * root == value ? root : root + 1;
    }
}
