using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>The methods of a function: one that reads, or an encoder, a transaction, a simulation and an estimate.</summary>
internal sealed class FunctionEmitter
{
    private readonly SourceWriter writer;
    private readonly FunctionModel function;
    private readonly FunctionNames names;
    private readonly TypeMapping types;
    private readonly IReadOnlyList<string> arguments;
    private readonly string sender, caller, wei, gasLimit, journal, block, cancellationToken;
    private readonly string fact;

    public FunctionEmitter(SourceWriter writer, FunctionModel function, FunctionNames names, TypeMapping types)
    {
        (this.writer, this.function, this.names, this.types) = (writer, function, names, types);
        // The contract's names go first; ours give way.
        var scope = new NameScope();
        arguments = ParameterNames.Arguments(function.Parameters, scope);
        sender = scope.Take("sender", "transactionSender");
        caller = scope.Take("caller", "callingAddress");
        wei = scope.Take("wei", "valueInWei");
        gasLimit = scope.Take("gasLimit", "transactionGasLimit");
        journal = scope.Take("journal", "transactionJournal");
        block = scope.Take("block", "blockTag");
        cancellationToken = scope.Take("cancellationToken");
        fact = $"<c>{function.Signature}</c>, selector 0x{function.Selector}, {function.Mutability}.";
    }

    /// <summary>The name of the field that describes a function to the codec. No argument is called so.</summary>
    public static string Field(FunctionNames names) => $"_{Identifier.Camel(names.Unique)}Function";

    private string Encoded => $"{names.Encode}({string.Join(", ", arguments)})";

    private string Value => function.IsPayable ? wei : $"{KnownTypes.BigInteger}.Zero";

    private IEnumerable<string> Parameters =>
        function.Parameters.Select((parameter, i) => $"{types.CSharp(parameter.Type)} {arguments[i]}");

    private IEnumerable<string> ParametersAndValue => function.IsPayable ? Parameters.Append($"{KnownTypes.BigInteger} {wei}") : Parameters;

    private string Cancellation => $"{KnownTypes.CancellationToken} {cancellationToken} = default";

    public void Emit()
    {
        Encode();
        if (function.IsView)
        {
            Read();
            return;
        }
        Send();
        Simulate();
        EstimateGas();
    }

    private void Encode()
    {
        Document($"Encodes the calldata of <c>{function.Signature}</c>.", documentsValue: false);
        XmlDoc.Returns(writer, "Selector and arguments.");
        writer.Body(
            $"public static byte[] {names.Encode}({string.Join(", ", Parameters)})",
            $"{Field(names)}.EncodeCall([{RecordEmitter.ToAbi(arguments, function.Parameters, types)}])");
    }

    private void Read()
    {
        Document($"Calls <c>{function.Signature}</c>.", documentsValue: false, natSpec: true);
        DocumentBlock();
        Returns();
        var parameters = Parameters.Append($"{KnownTypes.BlockTag} {block} = default").Append(Cancellation);
        writer.Body(
            $"public {TaskOfOutputs()} {names.Read}({string.Join(", ", parameters)})",
            $"CallAsync({Field(names)}, {Encoded}, null, {KnownTypes.BigInteger}.Zero, {Decoder()}{block}, {cancellationToken})");
    }

    private void Send()
    {
        Document(
            $"Sends a transaction that calls <c>{function.Signature}</c>.", documentsValue: true, natSpec: true,
            first: () => XmlDoc.Parameter(writer, sender, "Signs and submits the transaction, and pays for it."));
        XmlDoc.Parameter(
            writer, gasLimit, "The most gas that it may use; null to have it estimated, which also tries it out before anything is spent.");
        XmlDoc.Parameter(writer, journal, "Stores its state before it is sent; null to keep it in memory only.");
        XmlDoc.Parameter(writer, cancellationToken, "Gives up before it is sent.");
        XmlDoc.Returns(writer, "The transaction on its way; what it does is done when its WaitAsync returns.");
        DocumentRefusal();
        var parameters = ParametersAndValue.Prepend($"{KnownTypes.TransactionSender} {sender}")
            .Append($"ulong? {gasLimit} = null").Append($"{KnownTypes.TransactionJournal}? {journal} = null").Append(Cancellation);
        writer.Body(
            $"public {KnownTypes.Task}<{KnownTypes.PendingTransaction}> {names.Send}({string.Join(", ", parameters)})",
            $"SendAsync({sender}, {Encoded}, {Value}, {gasLimit}, {journal}, {cancellationToken})");
    }

    private void Simulate()
    {
        Document(
            $"Calls <c>{function.Signature}</c> without a transaction: nothing is changed or paid, and errors come before they cost gas.",
            documentsValue: true, first: DocumentCaller);
        DocumentBlock();
        Returns();
        DocumentRefusal();
        var parameters = ParametersAndValue.Prepend($"{KnownTypes.Address} {caller}")
            .Append($"{KnownTypes.BlockTag} {block} = default").Append(Cancellation);
        writer.Body(
            $"public {TaskOfOutputs()} {names.Simulate}({string.Join(", ", parameters)})",
            $"CallAsync({Field(names)}, {Encoded}, {caller}, {Value}, {Decoder()}{block}, {cancellationToken})");
    }

    private void EstimateGas()
    {
        Document(
            $"Estimates the gas that a transaction that calls <c>{function.Signature}</c> needs.",
            documentsValue: true, first: DocumentCaller);
        XmlDoc.Parameter(writer, cancellationToken, "Ends the wait.");
        XmlDoc.Returns(writer, "Units of gas.");
        DocumentRefusal();
        var parameters = ParametersAndValue.Prepend($"{KnownTypes.Address} {caller}").Append(Cancellation);
        writer.Body(
            $"public {KnownTypes.Task}<ulong> {names.EstimateGas}({string.Join(", ", parameters)})",
            $"EstimateGasAsync({Encoded}, {caller}, {Value}, {cancellationToken})");
    }

    private void Document(string summary, bool documentsValue, bool natSpec = false, Action? first = null)
    {
        writer.Member();
        XmlDoc.Summary(writer, natSpec ? function.Documentation : new Documentation("", ""), summary, fact);
        first?.Invoke();
        RecordEmitter.Documents(writer, arguments, function.Parameters);
        if (documentsValue && function.IsPayable)
            XmlDoc.Parameter(writer, wei, "Wei that goes along.");
    }

    private void DocumentRefusal() =>
        writer.Line($"/// <exception cref=\"{KnownTypes.RevertedException}\">The contract refuses.</exception>");

    private void DocumentCaller() => XmlDoc.Parameter(writer, caller, "The account that calls: <c>msg.sender</c>.");

    private void DocumentBlock()
    {
        XmlDoc.Parameter(writer, block, "The block whose state to call on; the latest one by default.");
        XmlDoc.Parameter(writer, cancellationToken, "Ends the wait.");
    }

    private void Returns()
    {
        if (function.Outputs.Count > 0)
            XmlDoc.Returns(writer, string.Join(" ", function.Outputs.Select(XmlDoc.Describe)));
    }

    private string TaskOfOutputs() => function.Outputs.Count switch
    {
        0 => KnownTypes.Task,
        1 => $"{KnownTypes.Task}<{types.CSharp(function.Outputs[0].Type)}>",
        _ => $"{KnownTypes.Task}<({string.Join(", ", TupleElements())})>",
    };

    private IEnumerable<string> TupleElements() =>
        OutputNames().Select((name, i) => $"{types.CSharp(function.Outputs[i].Type)} {name}".TrimEnd());

    // Nothing where the contract gives no name; C# then calls it Item1 and so on.
    private IEnumerable<string> OutputNames()
    {
        var scope = new NameScope("Rest", "ToString", "Equals", "GetHashCode", "CompareTo", "Deconstruct", "GetType");
        return function.Outputs.Select(output =>
        {
            var name = Identifier.Pascal(output.Name);
            var isReserved = name.StartsWith("Item", StringComparison.Ordinal) && name.Skip(4).All(char.IsDigit);
            return name.Length == 0 ? "" : scope.Take(isReserved ? name + "Value" : name, name + "Value");
        });
    }

    private string Decoder() => function.Outputs.Count switch
    {
        0 => "",
        1 => $"static values => {types.FromAbi(function.Outputs[0].Type, "values[0]")}, ",
        _ => $"static values => ({RecordEmitter.FromAbi(function.Outputs, types)}), ",
    };
}
