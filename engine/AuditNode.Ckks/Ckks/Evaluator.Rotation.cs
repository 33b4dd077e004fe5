using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Rlwe.KeySwitching;

namespace AuditNode.Ckks;

/// <content>Permutations of the slots.</content>
public sealed unsafe partial class Evaluator
{
    /// <summary>Rotates the slots: slot j of the result is slot j + steps of the source, cyclically.</summary>
    /// <param name="source">Ciphertext of two polynomials.</param>
    /// <param name="steps">Any integer; negative steps rotate to the right.</param>
    /// <param name="keys">Keys that contain these steps.</param>
    /// <param name="destination">Receives the result.</param>
    /// <exception cref="MissingKeyException">There is no key for these steps, or it covers fewer limbs.</exception>
    /// <exception cref="OperandMismatchException">Parameters differ, or the source was not relinearised.</exception>
    public void Rotate(Ciphertext source, int steps, GaloisKeys keys, Ciphertext destination) =>
        ApplyGalois(source, GaloisElement.FromRotation(steps, _basis.Degree), keys, destination);

    /// <summary>Conjugates the slots.</summary>
    /// <inheritdoc cref="Rotate"/>
    public void Conjugate(Ciphertext source, GaloisKeys keys, Ciphertext destination) =>
        ApplyGalois(source, GaloisElement.Conjugation(_basis.Degree), keys, destination);

    /// <summary>Rotates one ciphertext by several steps, sharing the expensive half of the key switches (hoisting).</summary>
    /// <param name="source">Ciphertext of two polynomials; not one of the destinations.</param>
    /// <param name="steps">Steps to the left.</param>
    /// <param name="keys">Keys that contain all steps.</param>
    /// <param name="destinations">As many ciphertexts as steps.</param>
    /// <inheritdoc cref="Rotate"/>
    public void RotateHoisted(Ciphertext source, ReadOnlySpan<int> steps, GaloisKeys keys, ReadOnlySpan<Ciphertext> destinations)
    {
        if (steps.Length != destinations.Length)
        {
            throw new OperandMismatchException("size", $"{steps.Length} rotations need as many destinations, not {destinations.Length}.");
        }

        CheckSize(source, 2, "relinearise it first");
        _rlwe.CheckSame(keys.Context, "Galois keys");
        foreach (Ciphertext destination in destinations)
        {
            Check(source, destination);
            if (ReferenceEquals(source, destination)) throw new OperandMismatchException("size", "The source of hoisted rotations must not be a destination.");
        }

        bool moves = false;
        foreach (int step in steps)
        {
            uint element = GaloisElement.FromRotation(step, _basis.Degree);
            if (element == 1) continue;
            keys.Get(element, source.LimbCount);
            moves = true;
        }

        for (int i = 0; i < steps.Length; i++)
        {
            if (GaloisElement.FromRotation(steps[i], _basis.Degree) == 1) source.CopyTo(destinations[i]);
        }

        if (!moves) return;
        using DecomposedPolynomial digits = _rlwe.KeySwitcher.Decompose(source[1], _rlwe.GetTables(keys.LimbCount));
        _rlwe.KeySwitcher.Transform(digits);
        for (int i = 0; i < steps.Length; i++)
        {
            uint element = GaloisElement.FromRotation(steps[i], _basis.Degree);
            if (element != 1) ApplyGalois(source, digits, element, keys, transform: false, destinations[i]);
        }

        GC.KeepAlive(source);
    }

    /// <summary>
    /// Adds the slots of every block of <paramref name="count"/> neighbours: slot j of the result is the sum of slots j to
    /// j + count - 1, cyclically, so with all N/2 slots every slot holds the total.
    /// </summary>
    /// <param name="source">Ciphertext of two polynomials.</param>
    /// <param name="count">A power of two up to N/2; needs keys for the steps 1, 2, 4, ..., count/2.</param>
    /// <param name="keys">Keys that contain these steps.</param>
    /// <param name="destination">Receives the sums.</param>
    /// <inheritdoc cref="Rotate"/>
    public void SumSlots(Ciphertext source, int count, GaloisKeys keys, Ciphertext destination)
    {
        if (count < 1 || count > context.SlotCount || !System.Numerics.BitOperations.IsPow2(count))
        {
            throw new OperandMismatchException("size", $"{count} slots cannot be summed; ask for a power of two from 1 to {context.SlotCount}.");
        }

        Check(source, destination);
        CheckSize(source, 2, "relinearise it first");
        _rlwe.CheckSame(keys.Context, "Galois keys");
        for (int step = 1; step < count; step *= 2) keys.Get(GaloisElement.FromRotation(step, _basis.Degree), source.LimbCount);
        source.CopyTo(destination);
        Ciphertext rotated = Rent();
        for (int step = 1; step < count; step *= 2)
        {
            Rotate(destination, step, keys, rotated);
            Add(destination, rotated, destination);
        }

        Return(rotated);
    }

    /// <summary>
    /// Applies the automorphism X -> X^element to the encrypted polynomial; those of <see cref="GaloisElement"/> rotate or conjugate
    /// the slots. Element 1 copies.
    /// </summary>
    /// <param name="source">Ciphertext of two polynomials.</param>
    /// <param name="element">Odd, below 2N.</param>
    /// <param name="keys">Keys that contain the element.</param>
    /// <param name="destination">Receives the result.</param>
    /// <exception cref="MissingKeyException">There is no key for the element, or it covers fewer limbs.</exception>
    /// <exception cref="OperandMismatchException">Parameters differ, or the source was not relinearised.</exception>
    public void ApplyGalois(Ciphertext source, uint element, GaloisKeys keys, Ciphertext destination)
    {
        Check(source, destination);
        CheckSize(source, 2, "relinearise it first");
        _rlwe.CheckSame(keys.Context, "Galois keys");
        if (element == 1)
        {
            source.CopyTo(destination);
            return;
        }

        keys.Get(element, source.LimbCount);
        using DecomposedPolynomial digits = _rlwe.KeySwitcher.Decompose(source[1], _rlwe.GetTables(keys.LimbCount));
        ApplyGalois(source, digits, element, keys, transform: true, destination);
        GC.KeepAlive(source);
    }

    /// <summary>Checks that there are keys for elements and a number of limbs, before anything is changed.</summary>
    internal void CheckKeys(GaloisKeys keys, ReadOnlySpan<uint> elements, int limbs)
    {
        _rlwe.CheckSame(keys.Context, "Galois keys");
        foreach (uint element in elements) keys.Get(element, limbs);
    }

    private void ApplyGalois(
        Ciphertext source, in DecomposedPolynomial digits, uint element, GaloisKeys keys, bool transform, Ciphertext destination)
    {
        using var pair = new ExtendedPair(_rlwe, digits.Tables, source.LimbCount);
        double scale = source.Scale;
        _rlwe.KeySwitcher.Multiply(digits, keys.Get(element, source.LimbCount), pair, transform);
        RnsPolynomial addend = source[0];
        Automorphism automorphism = _basis.GetAutomorphism(element);
        destination.Reshape(2, source.LimbCount);
        _rlwe.KeySwitcher.Divide(pair, 0, addend, destination[0], automorphism: automorphism);
        _rlwe.KeySwitcher.Divide(pair, 1, addend: null, destination[1], automorphism: automorphism);
        destination.Scale = scale;
    }
}
