// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Roles} from "./Roles.sol";

/// @title Membership of the consortium, decided by its validators.
/// @notice A proposal passes with the votes of more than half of the current validators; the proposer's vote counts at once.
/// Every membership change opens a new epoch, and proposals of earlier epochs are void: a majority is always one of the
/// validators there are, and what a proposal was checked against is still true when it passes. A proposal that has not passed
/// after 30 days is void too. The last validator cannot be removed.
abstract contract MemberVotes {
    /// What a proposal does: admits its subject with roles, removes it, or gives it other roles.
    enum ProposalKind {
        Admission,
        Removal,
        Roles
    }

    /// A proposal to change the membership.
    struct Proposal {
        address subject;
        uint8 roles;
        ProposalKind kind;
        bool passed;
        uint16 votes;
        uint64 deadline;
        uint64 epoch;
    }

    /// State of a member. `packedKey` comes first: the ledger reads it on every append.
    struct Member {
        uint256 packedKey;
        uint8 roles;
        bool active;
        uint64 keyVersion;
        bytes32 tlsFingerprint;
    }

    /// @dev Seconds for which a proposal can be voted on.
    uint64 internal constant VOTING_PERIOD = 30 days;
    /// @dev Members that one call of `members` returns at most.
    uint256 internal constant MAX_PAGE = 256;

    /// @notice Number of the current epoch: how many membership changes there were.
    uint64 public epoch;
    /// @notice Members that vote.
    uint16 public validatorCount;

    mapping(address account => Member) internal _members;
    address[] private _accounts;
    Proposal[] private _proposals;
    mapping(uint256 proposalId => mapping(address validator => bool)) private _voted;

    /// @notice `institution` is a member with these roles from now on.
    event MemberAdmitted(address indexed institution, uint8 roles, uint64 indexed epoch);
    /// @notice `institution` is no longer a member.
    event MemberRemoved(address indexed institution, uint64 indexed epoch);
    /// @notice `institution` has these roles from now on.
    event RolesChanged(address indexed institution, uint8 roles, uint64 indexed epoch);
    /// @notice `proposer` proposes a change.
    event Proposed(
        uint256 indexed proposalId, address indexed subject, address indexed proposer, ProposalKind kind, uint8 roles, uint64 epoch
    );
    /// @notice `validator` voted for a proposal, which has `votes` votes now.
    event Voted(uint256 indexed proposalId, address indexed validator, uint16 votes);

    /// The founders' addresses and roles differ in number.
    error FounderRoles(uint256 founders, uint256 roles);
    /// Not an address an institution can have.
    error InvalidAddress(address account);
    /// Not a mask of at least one role.
    error InvalidRoles(uint8 roles);
    /// The address is a member already; its roles are these.
    error AlreadyMember(address account, uint8 roles);
    /// The address is not a member.
    error NotMember(address account);
    /// The address is not a member with the role of validator.
    error NotValidator(address account);
    /// The consortium would be left without a validator.
    error LastValidator(address account);
    /// There is no such proposal.
    error UnknownProposal(uint256 proposalId);
    /// The proposal has passed.
    error ProposalPassed(uint256 proposalId);
    /// The membership changed since the proposal was made: propose again.
    error StaleEpoch(uint256 proposalId, uint64 proposalEpoch, uint64 currentEpoch);
    /// The voting period is over.
    error ProposalExpired(uint256 proposalId, uint64 deadline, uint256 time);
    /// The validator voted for this proposal before.
    error AlreadyVoted(uint256 proposalId, address validator);

    /// @param founders Addresses of the first members, at least one of them a validator.
    /// @param roles Their roles, one mask each.
    constructor(address[] memory founders, uint8[] memory roles) {
        if (founders.length != roles.length) revert FounderRoles(founders.length, roles.length);
        for (uint256 i = 0; i < founders.length; ++i) {
            _requireAdmissible(founders[i], roles[i]);
            _admit(founders[i], roles[i]);
        }
        if (validatorCount == 0) revert LastValidator(address(0));
    }

    /// @notice Proposes to admit `candidate` with `roles`.
    /// @return proposalId Number of the proposal, from 0.
    function proposeAdmission(address candidate, uint8 roles) external returns (uint256 proposalId) {
        _requireValidator(msg.sender);
        _requireAdmissible(candidate, roles);
        return _propose(ProposalKind.Admission, candidate, roles);
    }

    /// @notice Proposes to remove `account`, whose proof key is retired with it.
    /// @return proposalId Number of the proposal, from 0.
    function proposeRemoval(address account) external returns (uint256 proposalId) {
        _requireValidator(msg.sender);
        _requireMember(account);
        _requireValidatorBeside(account);
        return _propose(ProposalKind.Removal, account, 0);
    }

    /// @notice Proposes that `account` has exactly `roles`.
    /// @return proposalId Number of the proposal, from 0.
    function proposeRoles(address account, uint8 roles) external returns (uint256 proposalId) {
        _requireValidator(msg.sender);
        _requireMember(account);
        if (roles == 0 || roles > Roles.ALL || roles == _members[account].roles) revert InvalidRoles(roles);
        if (roles & Roles.VALIDATOR == 0) _requireValidatorBeside(account);
        return _propose(ProposalKind.Roles, account, roles);
    }

    /// @notice Votes for a proposal. The vote that completes a majority carries it out.
    function vote(uint256 proposalId) external {
        _requireValidator(msg.sender);
        Proposal memory open = proposal(proposalId);
        if (open.passed) revert ProposalPassed(proposalId);
        if (open.epoch != epoch) revert StaleEpoch(proposalId, open.epoch, epoch);
        if (block.timestamp > open.deadline) revert ProposalExpired(proposalId, open.deadline, block.timestamp);
        if (_voted[proposalId][msg.sender]) revert AlreadyVoted(proposalId, msg.sender);
        _vote(proposalId);
    }

    /// @notice A proposal by number.
    function proposal(uint256 proposalId) public view returns (Proposal memory) {
        if (proposalId >= _proposals.length) revert UnknownProposal(proposalId);
        return _proposals[proposalId];
    }

    /// @notice How many proposals were made.
    function proposalCount() external view returns (uint256) {
        return _proposals.length;
    }

    /// @notice Whether `validator` voted for a proposal.
    function hasVoted(uint256 proposalId, address validator) external view returns (bool) {
        return _voted[proposalId][validator];
    }

    /// @notice Whether `account` is a member that has every role of the mask `roles`.
    function hasRole(address account, uint8 roles) public view returns (bool) {
        Member storage member = _members[account];
        return member.active && roles != 0 && member.roles & roles == roles;
    }

    /// @notice Addresses of all institutions that ever were members, in order of admission: at most `limit` (and at most 256)
    /// from number `offset` on.
    function members(uint256 offset, uint256 limit) external view returns (address[] memory page) {
        uint256 count = _accounts.length;
        if (offset >= count) return page;
        if (limit > count - offset) limit = count - offset;
        if (limit > MAX_PAGE) limit = MAX_PAGE;
        page = new address[](limit);
        for (uint256 i = 0; i < limit; ++i) {
            page[i] = _accounts[offset + i];
        }
    }

    /// @notice How many institutions ever were members.
    function memberCount() external view returns (uint256) {
        return _accounts.length;
    }

    /// @dev Retires the proof key of a member, if it has one.
    function _retireKey(address account) internal virtual;

    function _requireMember(address account) internal view {
        if (!_members[account].active) revert NotMember(account);
    }

    function _requireValidator(address account) private view {
        if (!hasRole(account, Roles.VALIDATOR)) revert NotValidator(account);
    }

    function _requireAdmissible(address candidate, uint8 roles) private view {
        if (candidate == address(0)) revert InvalidAddress(candidate);
        if (roles == 0 || roles > Roles.ALL) revert InvalidRoles(roles);
        if (_members[candidate].active) revert AlreadyMember(candidate, _members[candidate].roles);
    }

    function _requireValidatorBeside(address account) private view {
        if (validatorCount == 1 && hasRole(account, Roles.VALIDATOR)) revert LastValidator(account);
    }

    function _propose(ProposalKind kind, address subject, uint8 roles) private returns (uint256 proposalId) {
        proposalId = _proposals.length;
        _proposals.push(
            Proposal({
                subject: subject,
                roles: roles,
                kind: kind,
                passed: false,
                votes: 0,
                deadline: uint64(block.timestamp) + VOTING_PERIOD,
                epoch: epoch
            })
        );
        emit Proposed(proposalId, subject, msg.sender, kind, roles, epoch);
        _vote(proposalId);
    }

    function _vote(uint256 proposalId) private {
        _voted[proposalId][msg.sender] = true;
        Proposal storage open = _proposals[proposalId];
        uint16 votes = ++open.votes;
        emit Voted(proposalId, msg.sender, votes);
        if (2 * uint256(votes) <= validatorCount) return;
        open.passed = true;
        if (open.kind == ProposalKind.Admission) _admit(open.subject, open.roles);
        else if (open.kind == ProposalKind.Removal) _remove(open.subject);
        else _changeRoles(open.subject, open.roles);
    }

    function _admit(address account, uint8 roles) private {
        Member storage member = _members[account];
        // Only a former member has roles: it is in the list already.
        if (member.roles == 0) _accounts.push(account);
        member.active = true;
        member.roles = roles;
        if (roles & Roles.VALIDATOR != 0) ++validatorCount;
        emit MemberAdmitted(account, roles, ++epoch);
    }

    function _remove(address account) private {
        Member storage member = _members[account];
        if (member.roles & Roles.VALIDATOR != 0) --validatorCount;
        member.active = false;
        _retireKey(account);
        emit MemberRemoved(account, ++epoch);
    }

    function _changeRoles(address account, uint8 roles) private {
        Member storage member = _members[account];
        if (member.roles & Roles.VALIDATOR != 0) --validatorCount;
        if (roles & Roles.VALIDATOR != 0) ++validatorCount;
        member.roles = roles;
        emit RolesChanged(account, roles, ++epoch);
    }
}
