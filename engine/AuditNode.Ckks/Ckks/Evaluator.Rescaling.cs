namespace AuditNode.Ckks;

/// <content>Division by the last prime.</content>
public sealed unsafe partial class Evaluator
{
    /// <summary>Divides by the last prime, rounded: one limb and a prime's worth of scale less.</summary>
    /// <exception cref="Rlwe.OperandMismatchException">One limb is left.</exception>
    public void Rescale(Ciphertext source, Ciphertext destination)
    {
        Check(source, destination);
        CheckRescalable(source);
        int size = source.Size, limbs = source.LimbCount;
        double scale = source.Scale / _basis[limbs - 1].AsDouble;
        if (!ReferenceEquals(source, destination)) destination.Reshape(size, limbs - 1);
        for (int p = 0; p < size; p++) _rlwe.KeySwitcher.Rescale(source[p], destination[p]);
        destination.Reshape(size, limbs - 1);
        destination.Scale = scale;
        GC.KeepAlive(source);
    }
}
