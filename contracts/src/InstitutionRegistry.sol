// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FiatShamir} from "./FiatShamir.sol";
import {MemberVotes} from "./MemberVotes.sol";
import {SigmaVerifier} from "./SigmaVerifier.sol";

/// @title Institutions of the consortium: roles, proof keys, TLS certificates. The registry is the consortium's PKI.
/// @notice An institution is its chain address. Members are admitted and removed by vote (see `MemberVotes`); a member installs,
/// rotates and revokes its own proof key. A key counts only with a proof that its holder knows the secret behind it
/// (no rogue keys), bound to chain, registry, institution and key version; a key that was used once, by anyone, is never
/// accepted again.
/// @dev No owner, no upgrade: what is not written here cannot happen.
contract InstitutionRegistry is MemberVotes {
    /// A proof key in the history of an institution. Blocks are numbers; `retiredBlock` is 0 while the key is in use.
    struct ProofKey {
        uint256 x;
        uint256 y;
        uint64 activatedBlock;
        uint64 retiredBlock;
    }

    /// What the registry tells about an institution. `keyX` and `keyY` are zero when it has no usable key.
    struct Institution {
        uint8 roles;
        bool active;
        uint64 keyVersion;
        uint256 keyX;
        uint256 keyY;
        bytes32 tlsFingerprint;
    }

    /// @dev Marks a packed key as usable.
    uint256 private constant USABLE = 1 << 254;
    uint256 private constant X_MASK = USABLE - 1;

    mapping(address institution => mapping(uint64 version => ProofKey)) private _keys;
    mapping(uint256 keyX => address institution) private _keyUsers;

    /// @notice `institution` uses the key (x, y), its number `version` (from 1), from this block on.
    event KeyActivated(address indexed institution, uint64 indexed version, uint256 x, uint256 y);
    /// @notice Key number `version` of `institution` is no longer accepted.
    event KeyRetired(address indexed institution, uint64 indexed version);
    /// @notice `institution` presents certificates with this SHA-256 fingerprint; zero means none.
    event TlsFingerprintSet(address indexed institution, bytes32 fingerprint);

    /// The institution has registered a key before: use `rotateKey`.
    error KeyAlreadyRegistered(address institution, uint64 version);
    /// The institution never registered a key, or has no usable one.
    error NoKey(address institution);
    /// The key, or its negative, is or was in use.
    error KeyAlreadyUsed(uint256 keyX, address user);

    /// @param founders Addresses of the first members, at least one of them a validator.
    /// @param roles Their roles, one mask each.
    constructor(address[] memory founders, uint8[] memory roles) MemberVotes(founders, roles) {}

    /// @notice Registers the sender's first proof key X = (keyX, keyY) with a proof (challenge, response) of knowledge of x
    /// with X = x * G for key version 1, and its TLS certificate.
    function register(uint256 keyX, uint256 keyY, uint256 challenge, uint256 response, bytes32 tlsFingerprint) external {
        uint64 version = _members[msg.sender].keyVersion;
        if (version != 0) revert KeyAlreadyRegistered(msg.sender, version);
        _activate(keyX, keyY, challenge, response, tlsFingerprint);
    }

    /// @notice Replaces the sender's proof key, or gives it one after revocation or readmission; the proof of possession names
    /// the current key version plus 1. The old key is refused from now on.
    function rotateKey(uint256 keyX, uint256 keyY, uint256 challenge, uint256 response, bytes32 tlsFingerprint) external {
        if (_members[msg.sender].keyVersion == 0) revert NoKey(msg.sender);
        _activate(keyX, keyY, challenge, response, tlsFingerprint);
    }

    /// @notice Revokes the sender's own proof key at once, for instance because it leaked.
    function revokeKey() external {
        if (_members[msg.sender].packedKey == 0) revert NoKey(msg.sender);
        _retireKey(msg.sender);
    }

    /// @notice Sets the SHA-256 fingerprint of the sender's TLS certificate; zero means none.
    function setTlsFingerprint(bytes32 fingerprint) external {
        _requireMember(msg.sender);
        _setTlsFingerprint(fingerprint);
    }

    /// @notice Everything current about an institution; all zero for an address that was never a member.
    function institution(address account) external view returns (Institution memory) {
        Member storage member = _members[account];
        bool usable = member.packedKey != 0;
        return Institution({
            roles: member.roles,
            active: member.active,
            keyVersion: member.keyVersion,
            keyX: member.packedKey & X_MASK,
            keyY: usable ? _keys[account][member.keyVersion].y : 0,
            tlsFingerprint: member.tlsFingerprint
        });
    }

    /// @notice The usable proof key in one word: x | (y mod 2) * 2^255 | 2^254; 0 when there is none.
    /// @dev x < p < 2^254. Of the two points with this x one has an even, the other an odd y, as they add up to p. The ledger calls
    /// this on every append: the name was chosen for a small selector, which the dispatcher compares first.
    function provenKey(address account) external view returns (uint256) {
        return _members[account].packedKey;
    }

    /// @notice Key number `version` (from 1) of an institution, also after its retirement, so that old proofs stay checkable.
    function proofKey(address account, uint64 version) external view returns (ProofKey memory) {
        return _keys[account][version];
    }

    /// @notice Session identifier of the proof of possession for key number `version` of an institution here.
    function keySessionId(address account, uint64 version) external view returns (bytes32) {
        return FiatShamir.keySession(block.chainid, address(this), account, version);
    }

    function _activate(uint256 keyX, uint256 keyY, uint256 challenge, uint256 response, bytes32 tlsFingerprint) private {
        _requireMember(msg.sender);
        if (_keyUsers[keyX] != address(0)) revert KeyAlreadyUsed(keyX, _keyUsers[keyX]);
        Member storage member = _members[msg.sender];
        uint64 version = member.keyVersion + 1;
        SigmaVerifier.requireKnowledge(
            FiatShamir.keySession(block.chainid, address(this), msg.sender, version), keyX, keyY, challenge, response
        );
        if (member.packedKey != 0) _retireKey(msg.sender);
        member.keyVersion = version;
        member.packedKey = keyX | ((keyY & 1) << 255) | USABLE;
        _keys[msg.sender][version] = ProofKey(keyX, keyY, uint64(block.number), 0);
        _keyUsers[keyX] = msg.sender;
        emit KeyActivated(msg.sender, version, keyX, keyY);
        _setTlsFingerprint(tlsFingerprint);
    }

    function _setTlsFingerprint(bytes32 fingerprint) private {
        _members[msg.sender].tlsFingerprint = fingerprint;
        emit TlsFingerprintSet(msg.sender, fingerprint);
    }

    /// @dev Also called when a member is removed.
    function _retireKey(address account) internal override {
        Member storage member = _members[account];
        if (member.packedKey == 0) return;
        member.packedKey = 0;
        _keys[account][member.keyVersion].retiredBlock = uint64(block.number);
        emit KeyRetired(account, member.keyVersion);
    }
}
