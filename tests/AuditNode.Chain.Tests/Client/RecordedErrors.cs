namespace AuditNode.Chain.Tests.Client;

/// <summary>
/// Error objects of eth_call and eth_estimateGas. Those of anvil 1.7.1, ganache 7.9.2 and @ethereumjs/client 0.10.5 were recorded from these
/// programs with the contracts of TestContracts (without ganache's stack traces). The others are as published: geth and Nethermind in
/// https://github.com/wevm/viem/pull/4092, Besu in https://github.com/besu-eth/besu/issues/5705 and its RpcErrorType, older Nethermind in
/// https://github.com/NethermindEth/nethermind/issues/2098 and /5740, older ganache in https://github.com/cowprotocol/ethcontract-rs/issues/92.
/// In all of them $STRING stands for the data of Error("hello"), $PANIC for that of Panic(0x11), $CUSTOM for that of RecordExists.
/// </summary>
internal static class RecordedErrors
{
    public static TheoryData<string, string> WithReason => new()
    {
        { "anvil", """{"code":3,"message":"execution reverted: hello","data":"$STRING"}""" },
        { "ganache eth_call", """{"message":"VM Exception while processing transaction: revert hello","code":-32000,"name":"CallError","data":"$STRING"}""" },
        { "ganache eth_estimateGas", """{"message":"VM Exception while processing transaction: revert hello","code":-32000,"name":"RuntimeError","data":{"hash":null,"programCounter":10,"result":"$STRING","reason":"hello","message":"revert"}}""" },
        { "ganache 2", """{"message":"VM Exception while processing transaction: revert hello","code":-32000,"data":{"0x991fef26454cd1b52e37041295833c24b883e03a2c654fd03bb67e66955e540b":{"error":"revert","program_counter":255,"return":"$STRING","reason":"hello"},"stack":"RuntimeError","name":"RuntimeError"}}""" },
        { "ethereumjs eth_call", """{"code":3,"message":"revert","data":"$STRING"}""" },
        { "ethereumjs eth_estimateGas", """{"code":3,"message":"execution reverted: revert","data":"$STRING"}""" },
        { "geth", """{"code":3,"message":"execution reverted: hello","data":"$STRING"}""" },
        { "besu before 24", """{"code":-32000,"message":"Execution reverted","data":"$STRING"}""" },
        { "besu", """{"code":3,"message":"Execution reverted (hello)","data":"$STRING"}""" },
        { "nethermind", """{"code":-32000,"message":"execution reverted","data":"$STRING"}""" },
        { "nethermind before 1.2", """{"code":-32015,"message":"VM execution error.","data":"Reverted $STRING"}""" },
    };

    public static TheoryData<string, string> WithPanic => new()
    {
        { "anvil", """{"code":3,"message":"execution reverted: panic: arithmetic underflow or overflow (0x11)","data":"$PANIC"}""" },
        { "ganache eth_call", """{"message":"VM Exception while processing transaction: revert","code":-32000,"name":"CallError","data":"$PANIC"}""" },
        { "ganache eth_estimateGas", """{"message":"VM Exception while processing transaction: revert","code":-32000,"name":"RuntimeError","data":{"hash":null,"programCounter":10,"result":"$PANIC","reason":null,"message":"revert"}}""" },
        { "ethereumjs", """{"code":3,"message":"revert","data":"$PANIC"}""" },
    };

    public static TheoryData<string, string> WithCustomError => new()
    {
        { "anvil", """{"code":3,"message":"execution reverted: \u00124Vx\u0000\u0000\u0000*","data":"$CUSTOM"}""" },
        { "ganache eth_call", """{"message":"VM Exception while processing transaction: revert","code":-32000,"name":"CallError","data":"$CUSTOM"}""" },
        { "ganache eth_estimateGas", """{"message":"VM Exception while processing transaction: revert","code":-32000,"name":"RuntimeError","data":{"hash":null,"programCounter":10,"result":"$CUSTOM","reason":null,"message":"revert"}}""" },
        { "ethereumjs", """{"code":3,"message":"execution reverted: revert","data":"$CUSTOM"}""" },
        { "geth", """{"code":3,"message":"execution reverted","data":"$CUSTOM"}""" },
        { "nethermind", """{"code":-32000,"message":"execution reverted","data":"$CUSTOM"}""" },
        { "nethermind before 1.2", """{"code":-32015,"message":"VM execution error.","data":"Reverted $CUSTOM"}""" },
    };

    public static TheoryData<string, string> WithoutReason => new()
    {
        { "anvil", """{"code":3,"message":"execution reverted","data":"0x"}""" },
        { "ganache eth_call", """{"message":"VM Exception while processing transaction: revert","code":-32000,"name":"CallError","data":"0x"}""" },
        { "ganache eth_estimateGas", """{"message":"VM Exception while processing transaction: revert","code":-32000,"name":"RuntimeError","data":{"hash":null,"programCounter":10,"result":"0x","reason":null,"message":"revert"}}""" },
        { "ethereumjs eth_call", """{"code":3,"message":"revert","data":"0x"}""" },
        { "ethereumjs eth_estimateGas", """{"code":3,"message":"execution reverted: revert","data":"0x"}""" },
        { "geth", """{"code":-32000,"message":"execution reverted"}""" },
        { "besu", """{"code":-32000,"message":"Execution reverted","data":"0x"}""" },
        { "nethermind before 1.2", """{"code":-32015,"message":"VM execution error.","data":"Reverted 0x"}""" },
        { "nethermind of 2020", """{"code":-32015,"message":"VM execution error.","data":"revert"}""" },
    };

    /// <summary>Node, error, and what the reason says.</summary>
    public static TheoryData<string, string, string> Halted => new()
    {
        { "anvil", """{"code":-32603,"message":"EVM error OutOfGas"}""", "OutOfGas" },
        { "anvil", """{"code":-32603,"message":"EVM error InvalidFEOpcode"}""", "InvalidFEOpcode" },
        { "ganache", """{"message":"VM Exception while processing transaction: out of gas","code":-32000,"name":"CallError","data":"0x"}""", "out of gas" },
        { "ganache", """{"message":"VM Exception while processing transaction: invalid opcode","code":-32000,"name":"CallError","data":"0x"}""", "invalid opcode" },
        { "ethereumjs", """{"code":3,"message":"out of gas","data":"0x"}""", "out of gas" },
        { "ethereumjs", """{"code":3,"message":"invalid opcode","data":"0x"}""", "invalid opcode" },
        { "geth", """{"code":-32000,"message":"invalid opcode: INVALID"}""", "invalid opcode: INVALID" },
        { "geth", """{"code":-32000,"message":"gas required exceeds allowance (30000000)"}""", "gas required exceeds allowance (30000000)" },
        { "besu", """{"code":-32000,"message":"Transaction processing could not be completed due to an exception"}""", "Transaction processing could not be completed due to an exception" },
        { "nethermind", """{"code":-32000,"message":"out of gas","data":"0x"}""", "out of gas" },
    };

    /// <summary>Errors of calls that are no contract's doing.</summary>
    public static TheoryData<string, string> Others => new()
    {
        { "anvil", """{"code":-32003,"message":"Insufficient funds for gas * price + value"}""" },
        { "anvil", """{"code":-32602,"message":"BlockOutOfRangeError: block height is 4 but requested was 629145"}""" },
        { "ganache", """{"message":"VM Exception while processing transaction: insufficient balance","code":-32000,"name":"CallError","data":"0x"}""" },
        { "ganache", """{"message":"header not found","code":-32700}""" },
        { "ethereumjs", """{"code":3,"message":"insufficient balance","data":"0x"}""" },
        { "ethereumjs", """{"code":-32602,"message":"specified block greater than current height"}""" },
        { "geth", """{"code":-32000,"message":"missing trie node 0f2b (path )"}""" },
        { "geth", """{"code":-32000,"message":"intrinsic gas too low: have 100, want 21000 (supplied gas 100)"}""" },
        { "besu", """{"code":-32004,"message":"Upfront cost exceeds account balance"}""" },
        { "besu", """{"code":-32000,"message":"World state unavailable"}""" },
    };
}
