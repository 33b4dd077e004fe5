using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks;

/// <content>Shifts of the coefficients.</content>
public sealed unsafe partial class Evaluator
{
    /// <summary>
    /// X^power times the encrypted polynomial: coefficient k moves to k + power, with its sign changed for each time it passes N.
    /// Exact; costs a product with a constant.
    /// </summary>
    /// <param name="source">Ciphertext of two or three polynomials.</param>
    /// <param name="power">Any integer; X^N is -1, so powers count modulo 2N.</param>
    /// <param name="destination">Receives the product.</param>
    /// <exception cref="Rlwe.OperandMismatchException">Parameters differ.</exception>
    public void MultiplyMonomial(Ciphertext source, int power, Ciphertext destination)
    {
        Check(source, destination);
        int limbs = source.LimbCount, reduced = power & (2 * _basis.Degree - 1);
        Shape(source.Size, limbs, source.Scale, destination, source);
        _basis.Scheduler.Run(new MonomialWork(source, destination, reduced), limbs);
        GC.KeepAlive(source);
    }

    private readonly record struct MonomialWork(Ciphertext Source, Ciphertext Destination, int Power) : ILimbWork
    {
        public void Run(int index)
        {
            for (int p = 0; p < Source.Size; p++) Monomial.Multiply(Source[p][index], Destination[p][index], Power, Source.Context.Basis, index);
        }
    }
}
