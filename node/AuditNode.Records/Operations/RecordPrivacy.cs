using System.Globalization;
using AuditNode.Records.Canonical;

namespace AuditNode.Records.Operations;

/// <summary>What an operation costs of a privacy budget.</summary>
/// <param name="Mechanism">For instance <c>discrete-gaussian</c>: 1 to 64 of a-z, 0-9, '.' and '-'.</param>
/// <param name="RhoUnits">rho of zero-concentrated differential privacy in units of 1e-12, as in the contract PrivacyBudget.</param>
/// <param name="Delta">The delta at which the job states its epsilon: a round-trip decimal of .NET, in [0, 1).</param>
public sealed record RecordPrivacy(string Mechanism, UInt128 RhoUnits, double Delta)
{
    internal void Validate()
    {
        if (!RecordText.IsLabel(Mechanism)) throw new RecordFormatException("privacy.mechanism", RecordText.LabelRule);
        if (!(Delta is >= 0 and < 1)) throw new RecordFormatException("privacy.delta", $"It must lie in [0, 1).");
    }

    internal CanonicalObject ToValue() => new MemberWriter()
        .Add("mechanism", Mechanism)
        .Add("rho", RhoUnits.ToString(CultureInfo.InvariantCulture))
        .Add("delta", DecimalText.Write(Delta))
        .ToObject();

    internal static RecordPrivacy Read(MemberReader reader)
    {
        var privacy = new RecordPrivacy(
            reader.Text("mechanism"), DecimalText.ReadUnits(reader.PathOf("rho"), reader.Text("rho")), DecimalText.Read(reader.PathOf("delta"), reader.Text("delta")));
        reader.End();
        return privacy;
    }
}
