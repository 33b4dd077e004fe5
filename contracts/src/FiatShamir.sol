// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Q} from "./Bn254.sol";

// Version of the record schema, part of every tag.
uint256 constant SCHEMA = 1;

// "irtf-cfrg-fiat-shamir/session-id": the session in which session identifiers are derived
// (draft-irtf-cfrg-fiat-shamir, section on session identifiers).
bytes32 constant SESSION_OF_SESSIONS = 0x697274662d636672672d666961742d7368616d69722f73657373696f6e2d6964;

/// @title Fiat-Shamir transformation of the suite sigma-proofs_Keccak256_BN254.
/// @notice The duplex sponge has rate R = 136: with M = session identifier || zeros(R - 32) || absorbed bytes and
/// D = Keccak-256(M), its output is Keccak-256(D || 0) || Keccak-256(D || 1) || ..., counters in 32 bytes big-endian. M has
/// at least 136 bytes and D || counter exactly 64, so no input of one use is an input of the other.
/// @dev Tags: a label of ASCII characters, padded with zeros to 64 bytes, then words of 32 bytes. Fixed widths make them
/// unambiguous. The contract writes every tag itself from what it knows (chain, its own address, sender); a proof for
/// another chain, contract, kind of proof, job, institution, sequence or hash has another session and fails.
library FiatShamir {
    /// @dev "AuditNode-V01-record-CMPT-with-sigma-proofs_Keccak256_BN254"
    bytes32 internal constant RECORD_0 = "AuditNode-V01-record-CMPT-with-s";
    bytes32 internal constant RECORD_1 = "igma-proofs_Keccak256_BN254";

    /// @dev "AuditNode-V01-relation-CMPT-with-sigma-proofs_Keccak256_BN254"
    bytes32 internal constant RELATION_0 = "AuditNode-V01-relation-CMPT-with";
    bytes32 internal constant RELATION_1 = "-sigma-proofs_Keccak256_BN254";

    /// @dev "AuditNode-V01-batch-CMPT-with-sigma-proofs_Keccak256_BN254"
    bytes32 internal constant BATCH_0 = "AuditNode-V01-batch-CMPT-with-si";
    bytes32 internal constant BATCH_1 = "gma-proofs_Keccak256_BN254";

    /// @dev "AuditNode-V01-key-CMPT-with-sigma-proofs_Keccak256_BN254"
    bytes32 internal constant KEY_0 = "AuditNode-V01-key-CMPT-with-sigm";
    bytes32 internal constant KEY_1 = "a-proofs_Keccak256_BN254";

    /// @notice Session of the attribution proof of a record.
    /// Tag: label | chainId | ledger | SCHEMA | jobId | institution | sequence | previousHash | recordHash.
    function recordSession(
        uint256 chainId,
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 sequence,
        bytes32 previousHash,
        bytes32 recordHash
    ) internal pure returns (bytes32) {
        return session(
            abi.encode(RECORD_0, RECORD_1, chainId, ledger, SCHEMA, jobId, institution, sequence, previousHash, recordHash)
        );
    }

    /// @notice Session of the proof of a record that proves a relation too. Tag: as for `recordSession`, with another label.
    function relationSession(
        uint256 chainId,
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 sequence,
        bytes32 previousHash,
        bytes32 recordHash
    ) internal pure returns (bytes32) {
        return session(
            abi.encode(RELATION_0, RELATION_1, chainId, ledger, SCHEMA, jobId, institution, sequence, previousHash, recordHash)
        );
    }

    /// @notice Session of the one proof that comes with a batch of records.
    /// Tag: label | chainId | ledger | SCHEMA | jobId | institution | firstSequence | count | previousHash |
    /// Keccak-256 of the record hashes one after the other.
    function batchSession(
        uint256 chainId,
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 firstSequence,
        bytes32 previousHash,
        bytes32[] calldata recordHashes
    ) internal pure returns (bytes32) {
        bytes32 hashes = keccak256(abi.encodePacked(recordHashes));
        return session(
            abi.encode(
                BATCH_0,
                BATCH_1,
                chainId,
                ledger,
                SCHEMA,
                jobId,
                institution,
                firstSequence,
                recordHashes.length,
                previousHash,
                hashes
            )
        );
    }

    /// @notice Session of the proof of possession of a proof key.
    /// Tag: label | chainId | registry | SCHEMA | institution | keyVersion.
    function keySession(uint256 chainId, address registry, address institution, uint64 keyVersion)
        internal
        pure
        returns (bytes32)
    {
        return session(abi.encode(KEY_0, KEY_1, chainId, registry, SCHEMA, institution, keyVersion));
    }

    /// @notice DeriveSessionID(tag): the first 32 bytes squeezed after absorbing the tag.
    function session(bytes memory tag) internal pure returns (bytes32) {
        // 104 zeros between.
        bytes32 digest = keccak256(abi.encodePacked(SESSION_OF_SESSIONS, bytes32(0), bytes32(0), bytes32(0), bytes8(0), tag));
        return keccak256(abi.encode(digest, uint256(0)));
    }

    /// @notice The challenge that digest D of everything absorbed gives: 48 bytes squeezed, big-endian, mod q. With B0 and B1
    /// the first two blocks of output that is (B0 * 2^128 + B1 / 2^128) mod q, within 2^-128 of uniform.
    function challenge(bytes32 digest) internal pure returns (uint256 c) {
        assembly ("memory-safe") {
            mstore(0x00, digest)
            mstore(0x20, 0)
            let b0 := keccak256(0x00, 0x40)
            mstore(0x20, 1)
            c := addmod(mulmod(b0, 0x100000000000000000000000000000000, Q), shr(128, keccak256(0x00, 0x40)), Q)
        }
    }
}
