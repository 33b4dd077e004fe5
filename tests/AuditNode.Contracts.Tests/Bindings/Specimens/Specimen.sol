// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// A contract with everything that an ABI can say. The JSON files beside it hold what the compiler makes of it (solc 0.8.37, viaIR,
// optimizer with runs = 1, no metadata hash): contractName, abi, bytecode, devdoc, userdoc. The tests' bindings are generated from them.

type Picorho is uint128;

library First {
    struct Item {
        uint64 item;
        bytes data;
    }

    event Touched(uint256 indexed place);
    error Refused(uint256 code);
}

library Second {
    struct Item {
        bytes32 hash;
    }
}

library Third {
    event Address(uint256 origin);
}

interface IBare {
    /// Told by an interface.
    event Told(string text);

    error Refused(uint256 code);
    error Disputed(address account);

    function tell(string calldata text) external;
}

contract Other {
    error Disputed(address account, bytes32 finding);
    error Refused(uint256 number);

    constructor() {}

    function dispute(address account) external pure {
        if (account == address(0)) revert Refused(1);
        revert Disputed(account, 0);
    }
}

/// @title A specimen of every type & name, 1 < 2.
/// @notice Tests read it.
/// @dev Nobody deploys it `for real`.
contract Specimen {
    enum State { None, Open, Closed }

    struct Integers {
        uint8 u8;
        uint16 u16;
        uint24 u24;
        uint32 u32;
        uint40 u40;
        uint64 u64;
        uint72 u72;
        uint128 u128;
        uint256 u256;
        int8 i8;
        int16 i16;
        int24 i24;
        int32 i32;
        int56 i56;
        int64 i64;
        int72 i72;
        int256 i256;
    }

    struct Others {
        bool flag;
        address account;
        address payable purse;
        IBare bare;
        State state;
        Picorho rho;
        bytes1 one;
        bytes4 four;
        bytes31 most;
        bytes32 word;
        bytes data;
        string text;
    }

    struct Address {
        string street;
        Leaf[] leaves;
        Leaf[2] pair;
    }

    struct Leaf {
        uint8 kind;
        uint16[] numbers;
    }

    uint256 public constant MAX_SIZE = 7;
    mapping(address => uint256) public balanceOf;

    event Opened(bytes32 indexed jobId, address indexed institution, uint64 indexed sequence, bytes32 recordHash);
    event Opened(bytes32 indexed jobId);
    event Named(string indexed name, bytes indexed data, uint8[2] indexed pair, Leaf leaf);
    event Nested(Leaf indexed leaf, Address place);
    event Silent();
    event Quiet(int32 indexed number, bytes4 indexed four, bool indexed flag, State indexed state, string text) anonymous;

    /// Too much: `given` of at most `limit`.
    /// @param given What came, <b>.
    error TooMuch(uint256 given, uint256 limit);
    error Complicated(Leaf leaf, First.Item[] items);
    error Empty();

    /// @param limits The limits.
    constructor(Leaf memory limits, address owner) payable {
        if (limits.numbers.length == 0) revert Empty();
        balanceOf[owner] = limits.kind;
        emit Silent();
    }

    /// @notice Returns what it gets & more.
    /// @dev Nothing `else`.
    /// @param values The integers.
    /// @return The same.
    function integers(Integers calldata values) external pure returns (Integers memory) {
        return values;
    }

    function others(Others calldata values) external pure returns (Others memory values_) {
        return values;
    }

    function lists(uint8[3][] calldata a, uint256[][2] calldata b, bytes[] calldata c, string[] calldata d, bool[2] calldata e)
        external
        pure
        returns (uint8[3][] memory, uint256[][2] memory, bytes[] memory, string[] memory, bool[2] memory)
    {
        return (a, b, c, d, e);
    }

    function items(First.Item[] calldata first, Second.Item calldata second)
        external
        pure
        returns (Second.Item memory, First.Item[] memory)
    {
        return (second, first);
    }

    function place(Address calldata value) external returns (Address memory where, uint64 Item3, bytes32) {
        emit Nested(value.leaves[0], value);
        return (value, 1, 0);
    }

    function set(uint256 value) external pure returns (uint256) {
        return value;
    }

    function set(uint128 value) external pure returns (uint128) {
        return value;
    }

    function set(address value) external pure returns (address) {
        return value;
    }

    function set(uint256 value, address account) external payable returns (uint256) {
        balanceOf[account] = value;
        emit Opened(bytes32(value));
        emit Opened(bytes32(value), account, 0, 0);
        return value;
    }

    function set() external {
        emit First.Touched(0);
        revert First.Refused(1);
    }

    /// Names that C# knows already.
    /// @param class The class.
    function names(uint8 class, uint8 params, uint8 await, uint8 record, uint8 sender, uint8 caller, uint8 block, uint8 cancellationToken)
        external
        returns (bool)
    {
        emit Third.Address(uint256(class) + params + await + record + sender + caller + block + cancellationToken);
        return true;
    }

    function unnamed(uint256, address, bool) external view returns (uint256, address origin) {
        return (MAX_SIZE, msg.sender);
    }

    function transfer(uint256 _amount, uint256 amount_) external {
        if (_amount > amount_) revert TooMuch(_amount, amount_);
    }

    function callTransfer(address to, uint256 a, uint256 b) external pure returns (bool) {
        return to != address(0) && a == b;
    }

    function fail(Leaf calldata leaf, First.Item[] calldata list) external {
        emit Named("n", "d", [1, 2], leaf);
        emit Quiet(-1, 0x01020304, true, State.Open, "q");
        revert Complicated(leaf, list);
    }

    receive() external payable {}

    fallback() external payable {}
}
