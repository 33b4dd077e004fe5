// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ADD_GAS, MUL_GAS, P, Q} from "./Bn254.sol";
import {FiatShamir, SCHEMA, SESSION_OF_SESSIONS} from "./FiatShamir.sol";
import {InstitutionRegistry} from "./InstitutionRegistry.sol";
import {LedgerViews} from "./LedgerViews.sol";
import {SigmaVerifier} from "./SigmaVerifier.sol";

/// @title The append that nearly every transaction is: one record behind another one, with a valid proof.
/// @notice It does what `AuditLedger` says of `append`, or nothing: reasons for a refusal, and the first record of a stream, are the
/// slower code's business.
abstract contract FastAppend is LedgerViews {
    /// @dev Marks a packed key as usable; the bits below are x.
    uint256 internal constant USABLE = 0x4000000000000000000000000000000000000000000000000000000000000000;
    /// @dev The bits of x in a packed key.
    uint256 internal constant X_MASK = 0x3fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff;

    /// @notice The registry of institutions.
    InstitutionRegistry public immutable registry;

    /// @notice `institution` anchored record number `sequence` of its stream for a job.
    event RecordAppended(bytes32 indexed jobId, address indexed institution, uint64 indexed sequence, bytes32 recordHash);

    constructor(InstitutionRegistry institutionRegistry) {
        registry = institutionRegistry;
    }

    /// @dev Returns true, with the record written, if and only if all of these hold; false, with nothing written, otherwise:
    /// - the record's slot is empty, the one before is not, sequence > 0 and recordHash is not zero;
    /// - the registry's packed key of the sender is x | parity(keyY) * 2^255 | 2^254 (so it is usable);
    /// - keyY < p and keyY^2 = x^3 + 3: X = (x, keyY) is the registered point, since x < p holds for every packed key;
    /// - 0 < challenge < q and response < q;
    /// - T = response * G - challenge * X is not infinity, and challenge is the hash of session, instance and T.
    /// No branch before the end: what fails is remembered in `ok`. Points that fail the checks above still reach the precompile,
    /// which burns its cap of gas on them, but `ok` is lost already. All of memory used lies from the free pointer on, or in scratch
    /// space. Words 1 to 3 of the buffer are zero from the first hash to the last, and both inputs have their zeros there.
    function _appendNext(
        bytes32 jobId,
        uint256 sequence,
        bytes32 recordHash,
        uint256 keyY,
        uint256 challenge,
        uint256 response
    ) internal {
        address to = address(registry);
        uint256 selector = uint32(InstitutionRegistry.provenKey.selector);
        bytes32 topic = RecordAppended.selector;
        bytes32 label0 = FiatShamir.RECORD_0;
        bytes32 label1 = FiatShamir.RECORD_1;
        uint256 head0 = SigmaVerifier.INSTANCE_0;
        uint256 head1 = SigmaVerifier.INSTANCE_1;
        uint256 head2 = SigmaVerifier.INSTANCE_2;
        uint256 records = _recordsSlot();
        assembly ("memory-safe") {
            // The buffer starts at 0x80, where free memory starts: nothing was allocated yet in this transaction, and the compiler has
            // not kept that place for itself. Constant addresses save a hundred gas; were they not free, the slower code works.
            if eq(mload(0x40), 0x80) {
                // Stream: Keccak-256 of chain id, ledger, job, institution. Slot of record n: n slots behind that of record 0.
                mstore(0x80, chainid())
                mstore(0xa0, address())
                mstore(0xc0, jobId)
                mstore(0xe0, caller())
                mstore(0x00, keccak256(0x80, 0x80))
                mstore(0x20, records)
                let slot := add(keccak256(0x00, 0x40), sequence)
                let previousHash := sload(sub(slot, 1))
                // Three factors that must not be zero. For sequence 0 the slot before is outside of the stream: whatever it holds, no.
                let ok := iszero(or(or(iszero(sequence), iszero(previousHash)), or(iszero(recordHash), sload(slot))))

                // Session of the record: see FiatShamir.recordSession.
                mstore(0x80, SESSION_OF_SESSIONS)
                mstore(0xa0, 0)
                mstore(0xc0, 0)
                mstore(0xe0, 0)
                mstore(0xe8, 0)
                mstore(0x108, label0)
                mstore(0x128, label1)
                mstore(0x148, chainid())
                mstore(0x168, address())
                mstore(0x188, SCHEMA)
                mstore(0x1a8, jobId)
                mstore(0x1c8, caller())
                mstore(0x1e8, sequence)
                mstore(0x208, previousHash)
                mstore(0x228, recordHash)
                mstore(0x00, keccak256(0x80, 0x1c8))
                mstore(0x20, 0)
                mstore(0x80, keccak256(0x00, 0x40))

                // The sender's key. Arguments are evaluated from right to left: a call comes before the size of what it returned.
                mstore(0x00, selector)
                mstore(0x20, caller())
                ok := and(ok, and(eq(returndatasize(), 0x20), staticcall(gas(), to, 0x1c, 0x24, 0x00, 0x20)))
                let packed := mload(0x00)
                let x := and(packed, X_MASK)
                ok := and(ok, eq(packed, or(or(x, USABLE), shl(255, keyY))))

                // Ranges and curve. challenge - 1 < q - 1 says 0 < challenge < q, as 0 - 1 is the largest word.
                ok := and(ok, and(and(lt(sub(challenge, 1), sub(Q, 1)), lt(response, Q)), lt(keyY, P)))
                ok := and(ok, eq(mulmod(keyY, keyY, P), addmod(mulmod(mulmod(x, x, P), x, P), 3, P)))

                // Challenge: see SigmaVerifier.requireKnowledge.
                mstore(0x100, head0)
                mstore(0x120, head1)
                mstore(0x140, head2)
                mstore(0x160, x)
                mstore(0x180, keyY)
                mstore(0x1a0, sub(Q, challenge))
                ok := and(ok, and(eq(returndatasize(), 0x40), staticcall(MUL_GAS, 7, 0x160, 0x60, 0x1e0, 0x40)))
                mstore(0x220, 1)
                mstore(0x240, 2)
                mstore(0x260, response)
                ok := and(ok, and(eq(returndatasize(), 0x40), staticcall(MUL_GAS, 7, 0x220, 0x60, 0x220, 0x40)))
                ok := and(ok, and(eq(returndatasize(), 0x40), staticcall(ADD_GAS, 6, 0x1e0, 0x80, 0x1a0, 0x40)))
                // No point of the group but infinity has y = 0: the order is odd.
                ok := and(ok, iszero(iszero(mload(0x1c0))))
                mstore(0x00, keccak256(0x80, 0x160))
                mstore(0x20, 0)
                let b0 := keccak256(0x00, 0x40)
                mstore(0x20, 1)
                let derived := addmod(mulmod(b0, 0x100000000000000000000000000000000, Q), shr(128, keccak256(0x00, 0x40)), Q)
                if and(ok, eq(derived, challenge)) {
                    sstore(slot, recordHash)
                    mstore(0x00, recordHash)
                    log4(0x00, 0x20, topic, jobId, caller(), sequence)
                    stop()
                }
            }
        }
    }
}
