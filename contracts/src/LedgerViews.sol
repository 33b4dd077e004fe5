// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FiatShamir} from "./FiatShamir.sol";
import {RelationVerifier} from "./RelationVerifier.sol";
import {PrecompileFailed} from "./SigmaErrors.sol";
import {SigmaVerifier} from "./SigmaVerifier.sol";

/// @title What auditors and regulators ask the ledger, all of it without a transaction.
/// @notice Records by place, heads of streams, and verification of proofs again from their parts.
abstract contract LedgerViews {
    /// A statement that a record, or a batch of records, was committed to at a place.
    struct Place {
        uint256 chainId;
        address ledger;
        bytes32 jobId;
        address institution;
        uint64 sequence;
        bytes32 previousHash;
    }

    /// @dev Records that one call of `records` returns at most.
    uint256 internal constant MAX_PAGE = 1024;

    /// @dev Streams are shorter than this; an array of fixed length puts record n of a stream n slots behind record 0.
    uint256 internal constant MAX_STREAM = 2 ** 40;

    mapping(bytes32 streamId => bytes32[MAX_STREAM]) private _records;

    /// @notice Keccak-256 of (chain id, this ledger, job, institution) in ABI encoding: the name of a stream, and what stands for
    /// the previous hash of its first record.
    function streamId(bytes32 jobId, address institution) external view returns (bytes32) {
        return _streamId(block.chainid, address(this), jobId, institution);
    }

    /// @notice Hash of record `sequence` of a stream; 0 when there is none yet.
    function record(bytes32 jobId, address institution, uint64 sequence) public view returns (bytes32) {
        if (sequence >= MAX_STREAM) return 0;
        return _load(_slot(_streamId(block.chainid, address(this), jobId, institution), sequence));
    }

    /// @notice Whether record `sequence` of a stream is anchored with exactly this hash.
    function verifyRecord(bytes32 jobId, address institution, uint64 sequence, bytes32 recordHash) external view returns (bool) {
        return recordHash != 0 && record(jobId, institution, sequence) == recordHash;
    }

    /// @notice How many records a stream has, and the hash of the last one (0 when there is none).
    function head(bytes32 jobId, address institution) external view returns (uint64 count, bytes32 lastHash) {
        bytes32 stream = _streamId(block.chainid, address(this), jobId, institution);
        count = _count(stream);
        if (count != 0) lastHash = _load(_slot(stream, count - 1));
    }

    /// @notice Hashes of the records of a stream from number `from` on: at most `limit`, at most 1,024, to its end.
    function records(bytes32 jobId, address institution, uint64 from, uint64 limit) external view returns (bytes32[] memory page) {
        bytes32 stream = _streamId(block.chainid, address(this), jobId, institution);
        uint256 count = _count(stream);
        if (from >= count) return page;
        uint256 length = count - from;
        if (length > limit) length = limit;
        if (length > MAX_PAGE) length = MAX_PAGE;
        page = new bytes32[](length);
        for (uint256 i = 0; i < length; ++i) {
            page[i] = _load(_slot(stream, from + i));
        }
    }

    /// @notice Whether (challenge, response) proves that the holder of key (keyX, keyY) committed to a record at a place, on any
    /// chain and ledger. That the key was the institution's at that time is for the caller to check with the registry.
    function verifyAttribution(
        uint256 chainId,
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 sequence,
        bytes32 previousHash,
        bytes32 recordHash,
        uint256 keyX,
        uint256 keyY,
        uint256 challenge,
        uint256 response
    ) external view returns (bool) {
        bytes32 sessionId = recordSessionId(chainId, ledger, jobId, institution, sequence, previousHash, recordHash);
        return verifyKnowledge(sessionId, keyX, keyY, challenge, response);
    }

    /// @notice Whether (challenge, response) proves knowledge of the discrete logarithm of (keyX, keyY) in a session.
    function verifyKnowledge(bytes32 sessionId, uint256 keyX, uint256 keyY, uint256 challenge, uint256 response)
        public
        view
        returns (bool)
    {
        try this.requireKnowledge(sessionId, keyX, keyY, challenge, response) {
            return true;
        } catch (bytes memory reason) {
            return _refused(reason);
        }
    }

    /// @notice Whether a compact proof proves a relation in a session. Derive the session with `relationSessionId` from facts, do
    /// not take it from the prover.
    function verifyRelation(bytes32 sessionId, bytes calldata instance, bytes calldata proof) external view returns (bool) {
        try this.requireRelation(sessionId, instance, proof) {
            return true;
        } catch (bytes memory reason) {
            return _refused(reason);
        }
    }

    /// @notice Like `verifyKnowledge`, but reverts with the reason when the proof does not hold.
    function requireKnowledge(bytes32 sessionId, uint256 keyX, uint256 keyY, uint256 challenge, uint256 response) external view {
        SigmaVerifier.requireKnowledge(sessionId, keyX, keyY, challenge, response);
    }

    /// @notice Like `verifyRelation`, but reverts with the reason when the proof does not hold.
    function requireRelation(bytes32 sessionId, bytes calldata instance, bytes calldata proof) external view {
        RelationVerifier.requireRelation(sessionId, instance, proof);
    }

    /// @notice Session identifier of the attribution proof of a record.
    function recordSessionId(
        uint256 chainId,
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 sequence,
        bytes32 previousHash,
        bytes32 recordHash
    ) public pure returns (bytes32) {
        return FiatShamir.recordSession(
            chainId, ledger, jobId, institution, sequence, previousHash, recordHash
        );
    }

    /// @notice Session identifier of the proof of a record that proves a relation.
    function relationSessionId(
        uint256 chainId,
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 sequence,
        bytes32 previousHash,
        bytes32 recordHash
    ) external pure returns (bytes32) {
        return FiatShamir.relationSession(
            chainId, ledger, jobId, institution, sequence, previousHash, recordHash
        );
    }

    /// @notice Session identifier of the attribution proof of a batch of records.
    function batchSessionId(
        uint256 chainId,
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 firstSequence,
        bytes32 previousHash,
        bytes32[] calldata recordHashes
    ) external pure returns (bytes32) {
        return FiatShamir.batchSession(chainId, ledger, jobId, institution, firstSequence, previousHash, recordHashes);
    }

    /// @dev keccak256(abi.encode(chainId, ledger, jobId, institution)).
    function _streamId(uint256 chainId, address ledger, bytes32 jobId, address institution) internal pure returns (bytes32 id) {
        uint256 ledgerWord = uint160(ledger);
        uint256 institutionWord = uint160(institution);
        assembly ("memory-safe") {
            let m := mload(0x40)
            mstore(m, chainId)
            mstore(add(m, 0x20), ledgerWord)
            mstore(add(m, 0x40), jobId)
            mstore(add(m, 0x60), institutionWord)
            id := keccak256(m, 0x80)
        }
    }

    /// @dev Slot of the mapping of streams.
    function _recordsSlot() internal pure returns (uint256 slot) {
        assembly ("memory-safe") {
            slot := _records.slot
        }
    }

    /// @dev Slot of a record. A sequence number beyond 2^40 gives a slot outside of the array, which is empty and stays so: nothing is
    /// written without a record before it.
    function _slot(bytes32 stream, uint256 sequence) internal view returns (bytes32 slot) {
        bytes32[MAX_STREAM] storage stored = _records[stream];
        assembly ("memory-safe") {
            slot := add(stored.slot, sequence)
        }
    }

    function _load(bytes32 slot) internal view returns (bytes32 value) {
        assembly ("memory-safe") {
            value := sload(slot)
        }
    }

    /// @dev Number of records by galloping and binary search, 80 steps at most: slots below it are full, slots from it on empty.
    function _count(bytes32 stream) internal view returns (uint64) {
        uint256 beyond = 1;
        while (beyond < MAX_STREAM && _load(_slot(stream, beyond - 1)) != 0) {
            beyond <<= 1;
        }
        // The count is in [beyond / 2, beyond).
        uint256 low = beyond >> 1;
        while (low + 1 < beyond) {
            uint256 middle = (low + beyond) >> 1;
            if (_load(_slot(stream, middle - 1)) != 0) low = middle;
            else beyond = middle;
        }
        return uint64(low);
    }

    /// False when the reason is a verdict on the proof. Lack of gas is none: it is passed on.
    function _refused(bytes memory reason) private pure returns (bool) {
        if (reason.length < 4 || bytes4(reason) == PrecompileFailed.selector) {
            assembly ("memory-safe") {
                revert(add(reason, 0x20), mload(reason))
            }
        }
        return false;
    }
}
