using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Circuits;

/// <summary>A refused circuit leaves nothing behind: the destination keeps its bytes and the evaluator all its temporaries.</summary>
internal static class CircuitRefusal
{
    /// <summary>More temporaries than any circuit here takes at once.</summary>
    private const int Ample = 40;

    /// <summary>Runs a circuit that must fail on a destination that holds a value.</summary>
    internal static T Of<T>(CircuitScheme scheme, Action<Ciphertext> circuit)
        where T : Exception
    {
        using Ciphertext destination = scheme.Encrypt([0.25]);
        byte[] before = scheme.Bytes(destination);
        HashSet<Ciphertext> temporaries = Temporaries(scheme.Evaluator);
        T refusal = Assert.Throws<T>(() => circuit(destination));
        Assert.Equal(before, scheme.Bytes(destination));
        Assert.Subset(temporaries, Temporaries(scheme.Evaluator));
        return refusal;
    }

    /// <summary>Refused because of a field of the operands.</summary>
    internal static void For(string field, CircuitScheme scheme, Action<Ciphertext> circuit) =>
        Assert.Equal(field, Of<OperandMismatchException>(scheme, circuit).Field);

    /// <summary>The scratch ciphertexts that lie on top of the evaluator's store; what was not given back is missing among them.</summary>
    private static HashSet<Ciphertext> Temporaries(Evaluator evaluator)
    {
        Ciphertext[] rented = [.. Enumerable.Range(0, Ample).Select(_ => evaluator.Rent())];
        foreach (Ciphertext ciphertext in rented.Reverse()) evaluator.Return(ciphertext);
        return [.. rented];
    }
}
