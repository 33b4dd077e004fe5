// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FastAppend} from "./FastAppend.sol";
import {FiatShamir} from "./FiatShamir.sol";
import {InstitutionRegistry} from "./InstitutionRegistry.sol";
import {JobRegistry} from "./JobRegistry.sol";
import {RelationVerifier} from "./RelationVerifier.sol";
import {SigmaVerifier} from "./SigmaVerifier.sol";

/// @title The audit ledger: one slot per record, written once, in order, with a proof by the institution.
/// @notice A stream is the records of one institution for one job. Record n of a stream is written only when slot n is empty and
/// slot n - 1 is not, so a stream has no gaps and no rewrites. Every append carries a compact sigma proof that the holder of
/// the institution's registered proof key committed to exactly this record at this place (see `FiatShamir` for what the
/// challenge binds); the sender is the institution, so a copied transaction is worth nothing to anybody else.
/// @dev Gas: the record's slot is the only one written. The number of records is not stored: the next sequence number is
/// proven by two slots, and `head` finds it by search in a call that costs nothing.
contract AuditLedger is FastAppend {
    /// @dev Records in one batch, at most.
    uint256 internal constant MAX_BATCH = 256;

    /// @dev Bytes 4 to 87 of an instance whose first equation is X = x * G, as words at 4, 36 and 56 (which overlap):
    /// LE(1) || LE(1) || 1 || LE(1) || LE(0) || LE(0) || 1.
    bytes32 private constant ATTRIBUTION_0 = 0x0100000001000000000000000000000000000000000000000000000000000000;
    bytes32 private constant ATTRIBUTION_1 = 0x0000000000000001010000000000000000000000000000000000000000000000;
    bytes32 private constant ATTRIBUTION_2 = 0x0000000000000000000000000000000000000000000000000000000000000001;

    /// @notice The registry of jobs.
    JobRegistry public immutable jobs;

    /// @notice The proof that came with a record also proves the relation with this Keccak-256 hash.
    event RelationProved(bytes32 indexed jobId, address indexed institution, uint64 indexed sequence, bytes32 instanceHash);

    /// The place is taken: by `existing`, which is what was sent if this is a repetition.
    error RecordExists(bytes32 jobId, address institution, uint64 sequence, bytes32 existing);
    /// The record before is missing; the stream goes on at `next`.
    error SequenceGap(bytes32 jobId, address institution, uint64 sequence, uint64 next);
    /// There is no such job, not all data holders consented, or the institution is no party.
    error ForeignJob(bytes32 jobId, address institution);
    /// The institution has no usable proof key: never registered, revoked, or removed.
    error NoUsableKey(address institution);
    /// The key in the call is not the registered one.
    error KeyMismatch(address institution, uint256 keyX, uint256 keyY);
    /// A record has no hash.
    error ZeroRecordHash(uint64 sequence);
    /// A batch without records, or with more than `limit`.
    error BatchSize(uint256 count, uint256 limit);
    /// The first equation of the instance is not X = x * G.
    error NotAttribution();

    /// @param institutionRegistry The registry of institutions.
    /// @param jobRegistry The registry of jobs.
    constructor(InstitutionRegistry institutionRegistry, JobRegistry jobRegistry) FastAppend(institutionRegistry) {
        jobs = jobRegistry;
    }

    /// @notice Anchors one record of the sender.
    /// @param jobId The job.
    /// @param sequence Number of the record in the sender's stream for the job, from 0, without gaps.
    /// @param recordHash SHA-256 of the canonical record, not zero.
    /// @param keyY Coordinate y of the sender's registered proof key.
    /// @param challenge Challenge of the proof, in [1, q).
    /// @param response Response of the proof, in [0, q).
    function append(
        bytes32 jobId,
        uint64 sequence,
        bytes32 recordHash,
        uint256 keyY,
        uint256 challenge,
        uint256 response
    ) external {
        // The fast path takes valid appends behind a record; whatever it leaves is done, or refused with the reason, here.
        if (sequence != 0) _appendNext(jobId, sequence, recordHash, keyY, challenge, response);
        (bytes32 slot, bytes32 previousHash) = _place(jobId, sequence);
        bytes32 sessionId = FiatShamir.recordSession(
            block.chainid, address(this), jobId, msg.sender, sequence, previousHash, recordHash
        );
        SigmaVerifier.requireKnowledge(sessionId, _registeredX(keyY), keyY, challenge, response);
        _write(slot, jobId, sequence, recordHash);
    }

    /// @notice Anchors 1 to 256 consecutive records of the sender with one proof for all of them.
    /// @param jobId The job.
    /// @param firstSequence Number of the first record.
    /// @param recordHashes SHA-256 of each canonical record, none zero.
    /// @param keyY Coordinate y of the sender's registered proof key.
    /// @param challenge Challenge of the proof, in [1, q).
    /// @param response Response of the proof, in [0, q).
    function appendBatch(
        bytes32 jobId,
        uint64 firstSequence,
        bytes32[] calldata recordHashes,
        uint256 keyY,
        uint256 challenge,
        uint256 response
    ) external {
        uint256 count = recordHashes.length;
        if (count == 0 || count > MAX_BATCH) revert BatchSize(count, MAX_BATCH);
        (bytes32 slot, bytes32 previousHash) = _place(jobId, firstSequence);
        bytes32 sessionId = FiatShamir.batchSession(
            block.chainid, address(this), jobId, msg.sender, firstSequence, previousHash, recordHashes
        );
        SigmaVerifier.requireKnowledge(sessionId, _registeredX(keyY), keyY, challenge, response);
        _writeBatch(slot, jobId, firstSequence, recordHashes);
    }

    /// @notice Anchors one record of the sender with a proof of a relation between committed quantities.
    /// @param jobId The job.
    /// @param sequence Number of the record in the sender's stream for the job, from 0, without gaps.
    /// @param recordHash SHA-256 of the canonical record, not zero.
    /// @param instance The relation (draft-irtf-cfrg-sigma-protocols, SerializeLinearRelation). Its first equation is X = x * G with
    /// X, element 1, the sender's registered proof key; what follows is the record's business.
    /// @param proof Compact proof: challenge || responses, 32 bytes each.
    function appendRelation(
        bytes32 jobId,
        uint64 sequence,
        bytes32 recordHash,
        bytes calldata instance,
        bytes calldata proof
    ) external {
        (bytes32 slot, bytes32 previousHash) = _place(jobId, sequence);
        bytes32 sessionId = FiatShamir.relationSession(
            block.chainid, address(this), jobId, msg.sender, sequence, previousHash, recordHash
        );
        uint256 elements = RelationVerifier.requireRelation(sessionId, instance, proof);
        _requireAttribution(instance, elements);
        _write(slot, jobId, sequence, recordHash);
        emit RelationProved(jobId, msg.sender, sequence, keccak256(instance));
    }

    /// Slot of the record and hash of the one before; the stream's identifier stands in for the record before the first.
    function _place(bytes32 jobId, uint64 sequence) private view returns (bytes32 slot, bytes32 previousHash) {
        bytes32 stream = _streamId(block.chainid, address(this), jobId, msg.sender);
        slot = _slot(stream, sequence);
        bytes32 existing = _load(slot);
        if (existing != 0) revert RecordExists(jobId, msg.sender, sequence, existing);
        if (sequence == 0) {
            if (!jobs.canRecord(jobId, msg.sender)) revert ForeignJob(jobId, msg.sender);
            return (slot, stream);
        }
        unchecked {
            previousHash = _load(bytes32(uint256(slot) - 1));
        }
        if (previousHash == 0) revert SequenceGap(jobId, msg.sender, sequence, _count(stream));
    }

    /// Coordinate x of the sender's registered key, if `keyY` has its parity. The curve equation is the verifier's to check.
    function _registeredX(uint256 keyY) private view returns (uint256 keyX) {
        uint256 packed = registry.provenKey(msg.sender);
        if (packed == 0) revert NoUsableKey(msg.sender);
        keyX = packed & X_MASK;
        if (packed >> 255 != keyY & 1) revert KeyMismatch(msg.sender, keyX, keyY);
    }

    function _requireAttribution(bytes calldata instance, uint256 elements) private view {
        // A verified instance has at least one equation (88 bytes) and one element, all on the curve.
        if (
            bytes32(instance[4:36]) != ATTRIBUTION_0 || bytes32(instance[36:68]) != ATTRIBUTION_1
                || bytes32(instance[56:88]) != ATTRIBUTION_2
        ) revert NotAttribution();
        uint256 keyX = uint256(bytes32(instance[elements:elements + 32]));
        uint256 keyY = uint256(bytes32(instance[elements + 32:elements + 64]));
        if (_registeredX(keyY) != keyX) revert KeyMismatch(msg.sender, keyX, keyY);
    }

    /// Writes consecutive records. The first slot is empty, and a stream has no gaps: so are all that follow.
    function _writeBatch(bytes32 slot, bytes32 jobId, uint256 sequence, bytes32[] calldata recordHashes) private {
        bytes32 topic = RecordAppended.selector;
        bool zero;
        assembly ("memory-safe") {
            // Hash i goes to slot + i and into the event of sequence + i, whose only word of data lies in scratch space.
            let position := recordHashes.offset
            let end := add(position, shl(5, recordHashes.length))
            for {} lt(position, end) {} {
                let recordHash := calldataload(position)
                zero := or(zero, iszero(recordHash))
                sstore(slot, recordHash)
                mstore(0x00, recordHash)
                log4(0x00, 0x20, topic, jobId, caller(), sequence)
                position := add(position, 0x20)
                slot := add(slot, 1)
                sequence := add(sequence, 1)
            }
        }
        if (zero) _revertZero(sequence - recordHashes.length, recordHashes);
    }

    function _revertZero(uint256 firstSequence, bytes32[] calldata recordHashes) private pure {
        uint256 i;
        while (recordHashes[i] != 0) ++i;
        revert ZeroRecordHash(uint64(firstSequence + i));
    }

    function _write(bytes32 slot, bytes32 jobId, uint64 sequence, bytes32 recordHash) private {
        if (recordHash == 0) revert ZeroRecordHash(sequence);
        assembly ("memory-safe") {
            sstore(slot, recordHash)
        }
        emit RecordAppended(jobId, msg.sender, sequence, recordHash);
    }
}
