using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>The creation code and what deploys it.</summary>
internal static class DeploymentEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract, ContractNames names)
    {
        var constructor = contract.Constructor;
        var scope = new NameScope();
        var arguments = ParameterNames.Arguments(constructor.Parameters, scope);
        var (client, sender) = (scope.Take("client", "ethereumClient"), scope.Take("sender", "transactionSender"));
        var (wei, cancellationToken) = (scope.Take("wei", "valueInWei"), scope.Take("cancellationToken"));
        var declarations = constructor.Parameters.Select((parameter, i) => $"{names.Types.CSharp(parameter.Type)} {arguments[i]}").ToList();

        writer.Member();
        XmlDoc.Summary(writer, $"The creation code: {contract.Bytecode.Length / 2} bytes, before the constructor's arguments.");
        writer.Line(
            $"public static {KnownTypes.Memory} Bytecode {{ get; }} = global::System.Convert.FromHexString(\"{contract.Bytecode}\");");

        writer.Member();
        XmlDoc.Summary(writer, "Encodes the data of a transaction that creates the contract.");
        RecordEmitter.Documents(writer, arguments, constructor.Parameters);
        XmlDoc.Returns(writer, "Creation code and arguments.");
        writer.Body(
            $"public static byte[] EncodeDeployment({string.Join(", ", declarations)})",
            $"Abi.Constructor.EncodeDeployment(Bytecode.Span, [{RecordEmitter.ToAbi(arguments, constructor.Parameters, names.Types)}])");

        writer.Member();
        XmlDoc.Summary(writer, constructor.Documentation, "Creates the contract, and waits until its transaction is confirmed.");
        XmlDoc.Parameter(writer, client, "The node for the binding to ask.");
        XmlDoc.Parameter(writer, sender, "Signs and submits the transaction, and pays for it.");
        RecordEmitter.Documents(writer, arguments, constructor.Parameters);
        if (constructor.IsPayable)
        {
            XmlDoc.Parameter(writer, wei, "Wei that goes along.");
            declarations.Add($"{KnownTypes.BigInteger} {wei}");
        }
        XmlDoc.Parameter(writer, cancellationToken, "Ends the wait; a transaction that is submitted already stays so.");
        XmlDoc.Returns(writer, "The contract at its address.");
        writer.Line($"/// <exception cref=\"{KnownTypes.RevertedException}\">The constructor refuses.</exception>");
        var parameters = declarations.Prepend($"{KnownTypes.TransactionSender} {sender}").Prepend($"{KnownTypes.EthereumClient} {client}")
            .Append($"{KnownTypes.CancellationToken} {cancellationToken} = default");
        var value = constructor.IsPayable ? wei : KnownTypes.BigInteger + ".Zero";
        writer.Body(
            $"public static {KnownTypes.Task}<{names.Class}> DeployAsync({string.Join(", ", parameters)})",
            $"DeployAsync({sender}, EncodeDeployment({string.Join(", ", arguments)}), {value}, "
            + $"address => new {names.Class}({client}, address), {cancellationToken})");
    }
}
