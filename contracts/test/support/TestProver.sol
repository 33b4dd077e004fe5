// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254, Q} from "../../src/Bn254.sol";

/// Makes compact proofs with keys and nonces that the test knows. Written from the draft on its own, without the contracts'
/// serialisation and sponge, so that a mistake there does not hide here. For tests only: the secrets are on chain.
library TestProver {
    struct Proof {
        uint256 challenge;
        uint256 response;
    }

    /// x * G.
    function publicKey(uint256 x) internal view returns (uint256 keyX, uint256 keyY) {
        return Bn254.multiply(1, 2, x);
    }

    /// A proof of knowledge of x for X = x * G in the session of `tag`, with nonce k.
    function prove(bytes memory tag, uint256 x, uint256 k) internal view returns (Proof memory proof) {
        (uint256 keyX, uint256 keyY) = publicKey(x);
        (uint256 tX, uint256 tY) = publicKey(k);
        bytes memory absorbed = abi.encodePacked(discreteLogarithm(keyX, keyY), tX, tY);
        proof.challenge = challenge(sessionId(tag), absorbed);
        proof.response = addmod(k, mulmod(proof.challenge, x, Q), Q);
    }

    /// SerializeLinearRelation of X = x * G.
    function discreteLogarithm(uint256 keyX, uint256 keyY) internal pure returns (bytes memory) {
        return abi.encodePacked(
            count(1), equation(abi.encodePacked(term(1, 1)), 1, abi.encodePacked(count(0), term(0, 1)), 1), keyX, keyY
        );
    }

    /// An equation from its serialised terms.
    function equation(bytes memory image, uint32 imageCount, bytes memory terms, uint32 termCount)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(count(imageCount), image, count(termCount), terms);
    }

    /// Element index and coefficient.
    function term(uint32 index, uint256 coefficient) internal pure returns (bytes memory) {
        return abi.encodePacked(count(index), coefficient);
    }

    /// Scalar index, element index, coefficient.
    function term(uint32 scalar, uint32 index, uint256 coefficient) internal pure returns (bytes memory) {
        return abi.encodePacked(count(scalar), term(index, coefficient));
    }

    /// Four bytes, little-endian.
    function count(uint32 value) internal pure returns (bytes memory bytes_) {
        bytes_ = new bytes(4);
        for (uint256 i = 0; i < 4; ++i) {
            bytes_[i] = bytes1(uint8(value >> (8 * i)));
        }
    }

    /// Init(session), Absorb(absorbed), Squeeze(48) as a big-endian number mod q.
    function challenge(bytes32 session, bytes memory absorbed) internal pure returns (uint256) {
        bytes memory out = squeeze(session, absorbed, 48);
        uint256 value;
        for (uint256 i = 0; i < 48; ++i) {
            value = addmod(mulmod(value, 256, Q), uint8(out[i]), Q);
        }
        return value;
    }

    /// DeriveSessionID.
    function sessionId(bytes memory tag) internal pure returns (bytes32) {
        return bytes32(squeeze("irtf-cfrg-fiat-shamir/session-id", tag, 32));
    }

    /// The sponge with rate 136: output of `length` bytes after absorbing.
    function squeeze(bytes32 session, bytes memory absorbed, uint256 length) internal pure returns (bytes memory out) {
        bytes32 digest = keccak256(bytes.concat(session, new bytes(136 - 32), absorbed));
        out = new bytes(length);
        bytes32 part;
        for (uint256 i = 0; i < length; ++i) {
            if (i % 32 == 0) part = keccak256(abi.encodePacked(digest, i / 32));
            out[i] = part[i % 32];
        }
    }

    function recordTag(
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 sequence,
        bytes32 previousHash,
        bytes32 recordHash
    ) internal view returns (bytes memory) {
        return bytes.concat(
            label("AuditNode-V01-record-CMPT-with-sigma-proofs_Keccak256_BN254"),
            abi.encode(block.chainid, ledger, 1, jobId, institution, sequence, previousHash, recordHash)
        );
    }

    function relationTag(
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 sequence,
        bytes32 previousHash,
        bytes32 recordHash
    ) internal view returns (bytes memory) {
        return bytes.concat(
            label("AuditNode-V01-relation-CMPT-with-sigma-proofs_Keccak256_BN254"),
            abi.encode(block.chainid, ledger, 1, jobId, institution, sequence, previousHash, recordHash)
        );
    }

    function batchTag(
        address ledger,
        bytes32 jobId,
        address institution,
        uint64 firstSequence,
        bytes32 previousHash,
        bytes32[] memory recordHashes
    ) internal view returns (bytes memory) {
        return bytes.concat(
            label("AuditNode-V01-batch-CMPT-with-sigma-proofs_Keccak256_BN254"),
            abi.encode(
                block.chainid,
                ledger,
                1,
                jobId,
                institution,
                firstSequence,
                recordHashes.length,
                previousHash,
                keccak256(abi.encodePacked(recordHashes))
            )
        );
    }

    function keyTag(address registry, address institution, uint64 version) internal view returns (bytes memory) {
        return bytes.concat(
            label("AuditNode-V01-key-CMPT-with-sigma-proofs_Keccak256_BN254"),
            abi.encode(block.chainid, registry, 1, institution, version)
        );
    }

    /// A label padded with zeros to 64 bytes.
    function label(string memory text) private pure returns (bytes memory) {
        return bytes.concat(bytes(text), new bytes(64 - bytes(text).length));
    }
}
