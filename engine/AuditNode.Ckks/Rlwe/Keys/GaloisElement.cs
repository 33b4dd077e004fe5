namespace AuditNode.Ckks.Rlwe;

/// <summary>Which automorphism moves the slots how: rotations are powers of 3 and conjugation is -1, as in Microsoft SEAL.</summary>
public static class GaloisElement
{
    private const uint Generator = 3;

    /// <summary>The element that rotates the N/2 slots of each row to the left by a number of steps.</summary>
    /// <param name="steps">Any integer; negative steps rotate to the right.</param>
    /// <param name="degree">N.</param>
    public static uint FromRotation(int steps, int degree)
    {
        int slots = degree / 2, left = (steps % slots + slots) % slots;
        uint element = 1;
        for (int i = 0; i < left; i++) element = element * Generator & (2 * (uint)degree - 1);
        return element;
    }

    /// <summary>The element that conjugates the slots.</summary>
    public static uint Conjugation(int degree) => 2 * (uint)degree - 1;

    /// <summary>The inverse of an element modulo 2N.</summary>
    internal static uint Inverse(uint element, int degree)
    {
        // Newton's iteration doubles the correct low bits; an odd number is its own inverse modulo 8.
        uint inverse = element;
        for (int i = 0; i < 5; i++) inverse *= 2 - element * inverse;
        return inverse & (2 * (uint)degree - 1);
    }
}
